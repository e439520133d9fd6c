package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.core.Jurors;
import io.exogenesis.omega.lab.core.LabCore;
import io.exogenesis.omega.lab.core.Parcel;
import io.exogenesis.omega.learning.round.TrackedPattern;
import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
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
 * stands still and a round costs little. What jurors see is simulated by {@link Jurors}.
 */
final class PatternAttackRun {
    private final PatternPlaneBefore before;
    private final AttackSettings how;
    private final Attack attack;
    private final LabCore core;
    private final SplittableRandom random;
    private final Set<ViewerId> audited;
    private final Jurors jurors;

    PatternAttackRun(PatternPlaneBefore before, AttackSettings how, Attack attack) {
        this.before = before;
        this.how = how;
        this.attack = attack;
        this.core = before.core().copy();
        this.jurors = Liars.jurors(before.world(), before.liars(), how.seed());
        this.random = new SplittableRandom(how.seed() ^ attack.name().hashCode());
        this.audited = before.liars().stream()
                .filter(Liar::audited)
                .map(Liar::id)
                .collect(Collectors.toCollection(HashSet::new));
    }

    List<Figures> run(Runnable step) {
        List<Figures> rounds = new ArrayList<>();
        for (int round = 1; round <= how.rounds(); round++) {
            List<Parcel> parcels = new ArrayList<>(PatternPlaneBefore.honest(before.world(), round + how.warmUp()));
            Set<ViewerId> lying = new HashSet<>();
            for (Lie lie : attack.lies(scene(round), random)) {
                Parcel parcel = lie.parcel(audited.contains(lie.viewer()));
                parcels.add(parcel);
                if (parcel.outcomes().isPresent()) {
                    lying.add(lie.viewer());
                }
            }
            jurors.words(core.tracked()).stream()
                    .filter(w -> !lying.contains(w.viewer()))
                    .forEach(parcels::add);
            core.epoch(parcels);
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
                before.liars(),
                before.market(),
                Optional.empty(),
                core.bank(),
                standing().stream().map(TrackedPattern::pattern).toList(),
                List.of(),
                before.world().honest().stream()
                        .flatMap(h -> h.patterns().stream())
                        .toList(),
                Scene.Foresight.NONE);
    }

    private List<TrackedPattern> standing() {
        return core.tracked().stream()
                .filter(t -> before.means().containsKey(t.pattern().id()))
                .toList();
    }

    private double degrees() {
        return standing().stream()
                .mapToDouble(t -> Directions.degrees(
                        t.pattern().embedding().toFloats(),
                        before.means().getOrDefault(t.pattern().id(), new float[0])))
                .average()
                .orElse(180); // nothing is left of what was attacked
    }

    private double captured() {
        long own = core.tracked().stream()
                .filter(t -> inUse(t.pattern()) && Liars.planted(t))
                .filter(t -> !before.means().containsKey(t.pattern().id()))
                .count();
        return Math.min(1, (double) own / PatternPlaneBefore.ATTACKED);
    }

    private double vetoed() {
        Map<PatternId, float[]> means = before.means();
        long left = standing().stream().filter(t -> inUse(t.pattern())).count();
        return means.isEmpty() ? 0 : 1 - (double) left / means.size();
    }

    /** Whether agents recommend by it without reserve. */
    private static boolean inUse(ConsolidatedPattern p) {
        return p.admission() == Admission.ADMITTED;
    }
}
