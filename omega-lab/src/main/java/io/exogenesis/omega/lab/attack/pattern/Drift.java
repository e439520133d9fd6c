package io.exogenesis.omega.lab.attack.pattern;

import io.exogenesis.omega.lab.attack.Directions;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.lab.attack.Tastes;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import java.util.random.RandomGenerator;

/**
 * Walks a pattern away: the edge of the gate around the centre as published last, always in one direction. A gate on the last
 * round's centre follows as far as one likes; a fresh one does not.
 */
public final class Drift extends PatternAttack {
    private static final double JITTER = 6;

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public String summary() {
        return "each round a step further from where the pattern stands now";
    }

    @Override
    ExogenesisPattern moved(Scene scene, ExogenesisPattern cover, ConsolidatedPattern home, RandomGenerator random) {
        float[] v = Directions.turned(home.embedding().toFloats(), agreed(home.id(), random), EDGE);
        v = Directions.turned(v, Directions.random(random), JITTER);
        return Tastes.moved(cover, v, cover.successRate());
    }
}
