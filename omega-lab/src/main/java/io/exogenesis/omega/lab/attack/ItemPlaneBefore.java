package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.core.LabCore;
import io.exogenesis.omega.lab.core.Parcel;
import io.exogenesis.omega.model.MediaId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The state of things in the item plane when the attack begins; several attack runs of one seed start from it.
 *
 * @param core after the warm-up
 * @param viewing after the warm-up's lists were looked at
 * @param reports of the last of them, not yet sent
 * @param epoch that comes next
 */
record ItemPlaneBefore(
        World world,
        Market market,
        List<Liar> liars,
        LabCore core,
        Viewing viewing,
        Map<MediaId, Double> hits,
        List<Parcel> reports,
        int epoch) {
    /** Targets to push are watched by so many honest viewers: real, and known to few. */
    private static final int FEWEST = 5;

    private static final int MOST = 15;
    /** Titles that are demoted are drawn from so many that stand in most lists. */
    private static final int LOVED = 20;

    static ItemPlaneBefore prepare(World world, AttackSettings how, Runnable step) {
        int known = how.replayed() ? how.warmUp() : 0;
        Market market = new Market(world.content(), world.samples(known));
        List<Liar> liars = Liars.of(world, market, how.fraction(), how.seed(), known);
        LabCore core = new LabCore(how.round(), world.content());
        if (!how.replayed()) {
            world.honest().forEach(h -> core.veteran(h.id()));
            if (!how.newcomers()) {
                liars.forEach(l -> core.veteran(l.id()));
            }
        }
        Viewing viewing = new Viewing(world, how.seed());
        List<Parcel> reports = List.of();
        Map<MediaId, Double> hits = Map.of();
        for (int epoch = 0; epoch < how.warmUp(); epoch++) {
            List<Parcel> parcels = honest(world, epoch);
            if (!how.newcomers()) {
                present(liars, world, epoch)
                        .forEach(l -> parcels.add(Lie.of(l, l.cover()).parcel(false)));
            }
            parcels.addAll(reports);
            core.epoch(parcels);
            Viewing.Evening evening = viewing.evening(core.model().orElseThrow(), epoch);
            reports = evening.reports();
            hits = evening.hits();
            step.run();
        }
        return new ItemPlaneBefore(world, market, liars, core, viewing, hits, reports, how.warmUp());
    }

    /** Liars join as honest viewers do, so that they are the same share of the population at any time. */
    static List<Liar> present(List<Liar> liars, World world, int epoch) {
        return liars.subList(0, (int) Math.round(liars.size() * world.joined(epoch)));
    }

    static List<Parcel> honest(World world, int epoch) {
        List<Parcel> out = new ArrayList<>();
        IntStream.range(0, world.honest().size())
                .filter(v -> world.sends(v, epoch))
                .forEach(v -> out.add(new Parcel(
                        world.honest().get(v).id(), world.sample(v, epoch), List.of(), java.util.Optional.empty(), 1)));
        return out;
    }

    /** Titles to attack, drawn by the seed: to push some that few know, to demote some of those in most lists. */
    List<MediaId> targets(Attack.Aim aim, int n, long seed) {
        List<MediaId> candidates = aim == Attack.Aim.DEMOTE
                ? hits.entrySet().stream()
                        .sorted(Map.Entry.<MediaId, Double>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(e -> e.getKey().value()))
                        .limit(LOVED)
                        .map(Map.Entry::getKey)
                        .toList()
                : market.byPopularity().stream()
                        .filter(m -> market.watchers(m) >= FEWEST && market.watchers(m) <= MOST)
                        .toList();
        List<MediaId> out = new ArrayList<>(candidates);
        java.util.Collections.shuffle(out, java.util.Random.from(new SplittableRandom(seed ^ 0x7a67L)));
        return out.stream().limit(n).toList();
    }
}
