package io.exogenesis.omega.learning.explore;

import io.exogenesis.omega.learning.LearningException;
import java.util.random.RandomGenerator;

/**
 * What is known of one arm whose reward is in [0, 1]: a Beta posterior over a uniform prior.
 *
 * @param gained sum of rewards, ≥ 0
 * @param missed sum of what was missing to 1, ≥ 0
 */
public record BetaArm(double gained, double missed) {
    public static final BetaArm UNKNOWN = new BetaArm(0, 0);

    public BetaArm {
        if (!(gained >= 0 && missed >= 0) || !Double.isFinite(gained + missed)) {
            throw new LearningException(
                    "an arm has finite sums that are not negative, not " + gained + " and " + missed);
        }
    }

    /** After one more reward in [0, 1]. */
    public BetaArm plus(double reward) {
        return new BetaArm(gained + reward, missed + 1 - reward);
    }

    public double mean() {
        return (gained + 1) / (gained + missed + 2);
    }

    /** A draw from the posterior Beta(gained + 1, missed + 1), in [0, 1]. */
    double draw(RandomGenerator random) {
        double a = gamma(gained + 1, random);
        double b = gamma(missed + 1, random);
        return a / (a + b);
    }

    /** Gamma(shape ≥ 1, 1): Marsaglia and Tsang, A Simple Method for Generating Gamma Variables, ACM TOMS 26 (2000). */
    private static double gamma(double shape, RandomGenerator random) {
        double d = shape - 1. / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = 1 + c * x;
            v = v * v * v;
            if (v > 0 && Math.log(1 - random.nextDouble()) < .5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
