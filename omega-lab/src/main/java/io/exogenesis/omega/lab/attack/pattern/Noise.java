package io.exogenesis.omega.lab.attack.pattern;

import io.exogenesis.omega.lab.attack.Directions;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.lab.attack.Tastes;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import java.util.random.RandomGenerator;

/** Random noise on every pattern, about 35° of it: half of the forgeries stay inside the gate. No coordination. */
public final class Noise extends PatternAttack {
    private static final double ANGLE = 35;

    @Override
    public String name() {
        return "noise";
    }

    @Override
    public String summary() {
        return "covers with noise added, mostly still inside the gate";
    }

    @Override
    ExogenesisPattern moved(Scene scene, ExogenesisPattern cover, ConsolidatedPattern home, RandomGenerator random) {
        float[] v = Directions.turned(cover.embedding().toFloats(), Directions.random(random), ANGLE);
        return Tastes.moved(cover, v, cover.successRate());
    }
}
