package io.exogenesis.omega.lab.attack.pattern;

import io.exogenesis.omega.lab.attack.Directions;
import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.lab.attack.Tastes;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import java.util.random.RandomGenerator;

/**
 * Knows the discount of crowded places and stays as spread as honest viewers are: each liar turns the pattern of its cover, an
 * honest one, in the agreed direction, as far as the gate around the honest mean lets it. Omniscient.
 */
public final class Mimic extends PatternAttack {
    private static final double MOST = 60;
    private static final int HALVINGS = 12;

    @Override
    public String name() {
        return "mimic";
    }

    @Override
    public String summary() {
        return "as spread as the honest ones, all turned to one side as far as the gate allows";
    }

    @Override
    ExogenesisPattern moved(Scene scene, ExogenesisPattern cover, ConsolidatedPattern home, RandomGenerator random) {
        float[] mean = honestMean(scene, home);
        float[] side = agreed(home.id(), random);
        float[] from = cover.embedding().toFloats();
        double low = 0;
        double high = MOST;
        for (int step = 0; step < HALVINGS; step++) {
            double middle = (low + high) / 2;
            if (Directions.degrees(Directions.turned(from, side, middle), mean) <= EDGE) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Tastes.moved(cover, Directions.turned(from, side, low), cover.successRate());
    }
}
