package io.exogenesis.omega.lab.attack.pattern;

import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.lab.attack.Tastes;
import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * "A little is enough": in every coordinate the honest mean less z standard deviations, z so small that enough honest ones lie
 * farther out. Omniscient. Baruch, Baruch, Goldberg, "A little is enough: circumventing defenses for distributed learning",
 * NeurIPS 2019.
 */
public final class Alie extends PatternAttack {
    @Override
    public String name() {
        return "alie";
    }

    @Override
    public String summary() {
        return "mean minus z standard deviations in every coordinate (Baruch et al. 2019)";
    }

    @Override
    ExogenesisPattern moved(Scene scene, ExogenesisPattern cover, ConsolidatedPattern home, RandomGenerator random) {
        List<float[]> honest = honest(scene, home);
        if (honest.size() < 3) {
            return cover;
        }
        float[] mean = Spread.mean(honest);
        Vectors.addScaled(mean, (float) -z(honest.size()), Spread.deviation(honest, mean));
        return Tastes.moved(cover, Vectors.normalised(mean), cover.successRate());
    }

    /** The paper's z: s honest ones must lie farther out for liars and these to be the majority. */
    private static double z(int honest) {
        int liars = honest / 2;
        int n = honest + liars;
        int s = n / 2 + 1 - liars;
        return Math.max(.3, Spread.normalQuantile((double) (honest - s) / honest));
    }
}
