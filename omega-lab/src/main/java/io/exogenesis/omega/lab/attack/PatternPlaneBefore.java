package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.core.Jurors;
import io.exogenesis.omega.lab.core.LabCore;
import io.exogenesis.omega.lab.core.Parcel;
import io.exogenesis.omega.learning.round.TrackedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The state of things in the embedding plane when the attack begins.
 *
 * @param means the mean of the honest supporters' patterns, for each pattern of the bank that is measured
 */
record PatternPlaneBefore(World world, Market market, List<Liar> liars, LabCore core, Map<PatternId, float[]> means) {
    /** Patterns of the bank that are measured: those with the most honest supporters. */
    static final int ATTACKED = 10;

    private static final int FEWEST_HONEST = 4;

    static PatternPlaneBefore prepare(World world, AttackSettings how, int warmUp, Runnable step) {
        Market market = new Market(world.content(), world.samples(0));
        List<Liar> liars = Liars.of(world, market, how.fraction(), how.seed(), 0);
        LabCore core = new LabCore(how.round(), ContentSpace.of(List.of(), List.of()));
        world.honest().forEach(h -> core.veteran(h.id()));
        if (!how.newcomers()) {
            liars.forEach(l -> core.veteran(l.id()));
        }
        Jurors jurors = Liars.jurors(world, how.newcomers() ? List.of() : liars, how.seed());
        for (int epoch = 0; epoch < warmUp; epoch++) {
            List<Parcel> parcels = honest(world, epoch);
            parcels.addAll(jurors.words(core.tracked()));
            if (!how.newcomers()) {
                liars.forEach(l -> parcels.add(Lie.cover(l).parcel(false)));
            }
            core.epoch(parcels);
            step.run();
        }
        return new PatternPlaneBefore(world, market, liars, core, means(world, core));
    }

    static List<Parcel> honest(World world, int epoch) {
        return new ArrayList<>(IntStream.range(0, world.honest().size())
                .mapToObj(v -> new Parcel(
                        world.honest().get(v).id(),
                        world.sample(v, epoch),
                        world.honest().get(v).patterns(),
                        Optional.empty(),
                        1))
                .toList());
    }

    private static Map<PatternId, float[]> means(World world, LabCore core) {
        Map<PatternId, float[]> out = new LinkedHashMap<>();
        Map<PatternId, List<float[]>> own = new LinkedHashMap<>();
        for (TrackedPattern t : core.tracked()) {
            own.put(t.pattern().id(), supporters(world, t));
        }
        own.entrySet().stream()
                .filter(e -> e.getValue().size() >= FEWEST_HONEST)
                .sorted(Comparator.comparingInt((Map.Entry<PatternId, List<float[]>> e) ->
                                -e.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .limit(ATTACKED)
                .forEach(e -> out.put(e.getKey(), Directions.mean(e.getValue())));
        return out;
    }

    /** Of each honest supporter the pattern that lies nearest. */
    private static List<float[]> supporters(World world, TrackedPattern t) {
        List<float[]> out = new ArrayList<>();
        for (Honest h : world.honest()) {
            if (t.supporters().containsKey(LabCore.pseudonym(h.id()))) {
                h.patterns().stream()
                        .max(Comparator.comparingDouble(
                                p -> p.embedding().cosine(t.pattern().embedding())))
                        .map(ExogenesisPattern::embedding)
                        .ifPresent(e -> out.add(e.toFloats()));
            }
        }
        return out;
    }
}
