package io.exogenesis.omega.lab.attack.pattern;

import io.exogenesis.omega.lab.attack.Directions;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.lab.attack.Tastes;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import java.util.random.RandomGenerator;

/**
 * Colluders inside the gate: all liars of a cluster stand in one place at its edge, jittered so that none is another's near
 * duplicate. Omniscient: the gate is taken around the honest mean.
 */
public final class Collude extends PatternAttack {
    /** Degrees; the cosine of two colluders stays below .995. */
    private static final double JITTER = 6;

    @Override
    public String name() {
        return "collude";
    }

    @Override
    public String summary() {
        return "all in one place at the edge of the gate, jittered";
    }

    @Override
    ExogenesisPattern moved(Scene scene, ExogenesisPattern cover, ConsolidatedPattern home, RandomGenerator random) {
        float[] v = Directions.turned(honestMean(scene, home), agreed(home.id(), random), EDGE);
        v = Directions.turned(v, Directions.random(random), JITTER);
        return Tastes.moved(cover, v, cover.successRate());
    }
}
