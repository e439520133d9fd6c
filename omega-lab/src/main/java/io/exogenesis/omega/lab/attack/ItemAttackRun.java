package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.core.LabCore;
import io.exogenesis.omega.lab.core.Parcel;
import io.exogenesis.omega.lab.measure.Metrics;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An attack on the item plane, epoch after epoch: agents contribute, liars lie, the Core runs its round, viewers look at the
 * lists of the new model, and the cohort's reports reach the Core in the next epoch.
 */
final class ItemAttackRun {
    /** Viewers that a look ahead asks. */
    private static final int FORESEEN = 60;

    private final ItemPlaneBefore before;
    private final AttackSettings how;
    private final Attack attack;
    private final List<MediaId> targets;
    private final LabCore core;
    private final Viewing viewing;
    private final Set<ViewerId> audited;
    private List<Parcel> reports;

    /** @param targets titles it is about */
    ItemAttackRun(ItemPlaneBefore before, AttackSettings how, Attack attack, List<MediaId> targets) {
        this.before = before;
        this.how = how;
        this.attack = attack;
        this.targets = targets;
        this.core = before.core().copy();
        this.viewing = before.viewing().copy();
        this.reports = before.reports();
        this.audited = before.liars().stream()
                .filter(Liar::audited)
                .map(Liar::id)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * What an attack run leaves behind.
     *
     * @param rounds one for each
     * @param last quality of the lists after the last
     * @param hits of all titles, round by round
     */
    record Result(List<Figures> rounds, Metrics last, List<Map<MediaId, Double>> hits, double baseRate) {}

    Result run(Runnable step) {
        SplittableRandom random =
                new SplittableRandom(how.seed() ^ attack.name().hashCode());
        List<Figures> rounds = new ArrayList<>();
        List<Map<MediaId, Double>> hits = new ArrayList<>();
        @Nullable Metrics quality = null;
        for (int round = 1; round <= how.rounds(); round++) {
            int epoch = before.epoch() + round - 1;
            List<Parcel> parcels = ItemPlaneBefore.honest(before.world(), epoch);
            parcels.addAll(reports);
            attack.lies(scene(round, epoch, parcels), random).forEach(l -> parcels.add(parcel(l)));
            core.epoch(parcels);
            Viewing.Evening evening = viewing.evening(core.model().orElseThrow(), epoch);
            reports = evening.reports();
            hits.add(evening.hits());
            quality = round == how.rounds() ? viewing.quality(core.model().orElseThrow(), epoch) : null;
            rounds.add(Figures.ofItems(
                    round,
                    mean(evening.hits()),
                    targets.stream().mapToDouble(viewing::impressions).average().orElse(0),
                    quality));
            step.run();
        }
        return new Result(rounds, Objects.requireNonNull(quality), hits, viewing.baseRate());
    }

    private Scene scene(int round, int epoch, List<Parcel> honest) {
        return new Scene(
                round,
                how.rounds(),
                targets,
                ItemPlaneBefore.present(before.liars(), before.world(), epoch),
                before.market(),
                core.model(),
                core.bank(),
                List.of(),
                before.world().samples(epoch),
                List.of(),
                lies -> foreseen(lies, honest, epoch));
    }

    /** The honest contributions are those of this very epoch: the attacker knows everything. */
    private double foreseen(List<Lie> lies, List<Parcel> honest, int epoch) {
        LabCore ahead = core.copy();
        List<Parcel> parcels = new ArrayList<>(honest);
        lies.forEach(l -> parcels.add(parcel(l)));
        ahead.epoch(parcels);
        return mean(viewing.glance(ahead.model().orElseThrow(), epoch, FORESEEN));
    }

    private Parcel parcel(Lie lie) {
        return lie.parcel(audited.contains(lie.viewer()));
    }

    private double mean(Map<MediaId, Double> hits) {
        return targets.stream()
                .mapToDouble(t -> hits.getOrDefault(t, 0.0))
                .average()
                .orElse(0);
    }
}
