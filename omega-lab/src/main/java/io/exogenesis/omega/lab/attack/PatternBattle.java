package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.learning.round.TrackedPattern;
import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PatternOutcome;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * An attack on the embedding plane. Samples travel along, for the rule on twins, but there is no catalogue, so the item plane
 * stands still and a round costs little.
 *
 * <p>Honest jurors are simulated by a stated chance: a title shown because of a pattern that honest viewers hold is watched
 * with {@link #GOOD}, of one that liars planted with {@link #PLANTED}; each juror of the cohort sees {@link #SHOWINGS} titles an
 * epoch of each of at most {@link #AT_ONCE} patterns that wait for a jury, those that it does not support.
 */
final class PatternBattle {
    /** Chance of a watch: the middle of the base rates that juries are designed for. */
    static final double GOOD = .15;

    static final double PLANTED = .03;
    static final int SHOWINGS = 10;
    static final int AT_ONCE = 8;

    private final PatternFront front;
    private final BattleSettings how;
    private final Attack attack;
    private final LabCore core;
    private final SplittableRandom random;
    private final Set<ViewerId> audited;
    private List<Parcel> words = List.of();

    PatternBattle(PatternFront front, BattleSettings how, Attack attack) {
        this.front = front;
        this.how = how;
        this.attack = attack;
        this.core = front.core().copy();
        this.random = new SplittableRandom(how.seed() ^ attack.name().hashCode());
        this.audited =
                front.liars().stream().filter(Liar::audited).map(Liar::id).collect(Collectors.toCollection(HashSet::new));
    }

    List<Figures> run(Runnable step) {
        List<Figures> rounds = new ArrayList<>();
        for (int round = 1; round <= how.rounds(); round++) {
            List<Parcel> parcels = new ArrayList<>(PatternFront.honest(front.world(), round + how.warmUp()));
            parcels.addAll(words);
            attack.lies(scene(round), random).forEach(l -> parcels.add(Parcel.of(l, audited.contains(l.viewer()))));
            core.epoch(parcels);
            words = juries(front.world(), core, random);
            rounds.add(Figures.ofPatterns(round, degrees(), captured(), vetoed()));
            step.run();
        }
        return rounds;
    }

    private Scene scene(int round) {
        return new Scene(
                round,
                how.rounds(),
                List.of(),
                front.liars(),
                front.market(),
                Optional.empty(),
                core.bank(),
                standing().stream().map(TrackedPattern::pattern).toList(),
                List.of(),
                front.world().honest().stream().flatMap(h -> h.patterns().stream()).toList(),
                Scene.Foresight.NONE);
    }

    private List<TrackedPattern> standing() {
        return core.tracked().stream()
                .filter(t -> front.means().containsKey(t.pattern().id()))
                .toList();
    }

    private double degrees() {
        return standing().stream()
                .mapToDouble(t -> Directions.degrees(
                        t.pattern().embedding().toFloats(),
                        front.means().getOrDefault(t.pattern().id(), new float[0])))
                .average()
                .orElse(180); // nothing is left of what was attacked
    }

    private double captured() {
        long own = core.tracked().stream()
                .filter(t -> inUse(t.pattern()) && liars(t) * 2 > t.supporters().size())
                .filter(t -> !front.means().containsKey(t.pattern().id()))
                .count();
        return Math.min(1, (double) own / PatternFront.ATTACKED);
    }

    private double vetoed() {
        Map<PatternId, float[]> means = front.means();
        long left = standing().stream().filter(t -> inUse(t.pattern())).count();
        return means.isEmpty() ? 0 : 1 - (double) left / means.size();
    }

    /** Whether agents recommend by it without reserve. */
    private static boolean inUse(ConsolidatedPattern p) {
        return p.admission() == Admission.ADMITTED;
    }

    private static long liars(TrackedPattern t) {
        return t.supporters().keySet().stream().filter(s -> s.startsWith("~liar-")).count();
    }

    /** What the honest part of the cohort says of patterns that wait for a jury. */
    static List<Parcel> juries(World world, LabCore core, SplittableRandom random) {
        List<TrackedPattern> waiting = core.tracked().stream()
                .filter(t -> t.pattern().admission() != Admission.ADMITTED)
                .toList();
        List<Parcel> out = new ArrayList<>();
        for (int v : world.judged()) {
            if (world.inCohort(v)) {
                Honest juror = world.honest().get(v);
                List<TrackedPattern> seen = new ArrayList<>(waiting.stream()
                        .filter(t -> !t.supporters().containsKey("~" + juror.id().value()))
                        .toList());
                java.util.Collections.shuffle(seen, java.util.Random.from(random));
                List<PatternOutcome> words = seen.stream()
                        .limit(AT_ONCE)
                        .map(t -> word(t, random))
                        .toList();
                if (!words.isEmpty()) {
                    out.add(new Parcel(
                            juror.id(), Optional.empty(), List.of(), Optional.of(new Outcomes(List.of(), words)), 1));
                }
            }
        }
        return out;
    }

    private static PatternOutcome word(TrackedPattern t, SplittableRandom random) {
        boolean planted = liars(t) * 2 > t.supporters().size();
        int converted = 0;
        for (int n = 0; n < SHOWINGS; n++) {
            converted += random.nextDouble() < (planted ? PLANTED : GOOD) ? 1 : 0;
        }
        return new PatternOutcome(t.pattern().id(), SHOWINGS, converted);
    }
}
