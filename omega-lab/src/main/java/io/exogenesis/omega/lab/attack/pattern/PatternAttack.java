package io.exogenesis.omega.lab.attack.pattern;

import io.exogenesis.omega.lab.attack.Attack;
import io.exogenesis.omega.lab.attack.Directions;
import io.exogenesis.omega.lab.attack.Liar;
import io.exogenesis.omega.lab.attack.Lie;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What attacks on the embedding plane share: covers are spread over the bank as honest viewers are, so in each cluster about
 * the fraction of all lies. Each cover that lies in a measured pattern is moved; the others stay.
 */
abstract class PatternAttack implements Attack {
    /** The gate of the clustering: a pattern farther off does not count. */
    static final double GATE = .8;
    /** Just inside of it, as seen from the centre: acos(.8) is 36.9°. */
    static final double EDGE = 33;

    private final Map<PatternId, float[]> directions = new HashMap<>();

    @Override
    public final Plane plane() {
        return Plane.PATTERNS;
    }

    @Override
    public final Aim aim() {
        return Aim.DISTURB;
    }

    @Override
    public List<Lie> lies(Scene scene, RandomGenerator random) {
        List<Lie> out = new ArrayList<>();
        for (Liar liar : scene.liars()) {
            List<ExogenesisPattern> moved = new ArrayList<>();
            for (ExogenesisPattern cover : liar.patterns()) {
                Optional<ConsolidatedPattern> home = home(scene, cover);
                moved.add(home.isPresent() ? moved(scene, cover, home.get(), random) : cover);
            }
            out.add(Lie.of(liar, moved));
        }
        return out;
    }

    /** Where a cover goes that lies in a measured pattern. */
    abstract ExogenesisPattern moved(
            Scene scene, ExogenesisPattern cover, ConsolidatedPattern home, RandomGenerator random);

    private static Optional<ConsolidatedPattern> home(Scene scene, ExogenesisPattern cover) {
        return scene.attacked().stream()
                .filter(p -> p.embedding().cosine(cover.embedding()) >= GATE)
                .max(Comparator.comparingDouble(p -> p.embedding().cosine(cover.embedding())));
    }

    /** The direction that all liars have agreed on for a pattern, the same in every round. */
    final float[] agreed(PatternId pattern, RandomGenerator random) {
        return directions.computeIfAbsent(pattern, p -> Directions.random(random));
    }

    /** The mean of the honest patterns inside the gate: what an omniscient attacker pushes away from. */
    static float[] honestMean(Scene scene, ConsolidatedPattern home) {
        List<float[]> inside = honest(scene, home);
        return inside.isEmpty() ? home.embedding().toFloats() : Directions.mean(inside);
    }

    static List<float[]> honest(Scene scene, ConsolidatedPattern home) {
        return scene.honestPatterns().stream()
                .filter(p -> p.embedding().cosine(home.embedding()) >= GATE)
                .map(p -> p.embedding().toFloats())
                .toList();
    }
}
