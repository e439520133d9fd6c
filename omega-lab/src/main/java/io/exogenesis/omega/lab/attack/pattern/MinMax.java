package io.exogenesis.omega.lab.attack.pattern;

import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.lab.attack.Tastes;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Moves the honest mean against its standard deviation, as far as the farthest two honest patterns lie from each other.
 * Omniscient. Shejwalkar, Houmansadr, "Manipulating the Byzantine: optimizing model poisoning attacks and defenses for
 * federated learning", NDSS 2021.
 */
public final class MinMax extends PatternAttack {
    private final Map<ConsolidatedPattern, float[]> places = new HashMap<>();

    @Override
    public String name() {
        return "min-max";
    }

    @Override
    public String summary() {
        return "as far as the honest ones are from each other (Shejwalkar & Houmansadr 2021)";
    }

    @Override
    ExogenesisPattern moved(Scene scene, ExogenesisPattern cover, ConsolidatedPattern home, RandomGenerator random) {
        List<float[]> honest = honest(scene, home);
        if (honest.size() < 3) {
            return cover;
        }
        float[] v = places.computeIfAbsent(home, h -> Spread.farthest(honest));
        return Tastes.moved(cover, v, cover.successRate());
    }
}
