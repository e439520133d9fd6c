package io.exogenesis.omega.lab.attack.pattern;

import io.exogenesis.omega.learning.linear.Vectors;
import java.util.List;

/** Moments and distances of a set of vectors, as far as attacks need them. */
final class Spread {
    private static final int HALVINGS = 20;

    private Spread() {}

    static float[] mean(List<float[]> vectors) {
        float[] out = new float[vectors.getFirst().length];
        vectors.forEach(v -> Vectors.addScaled(out, 1f / vectors.size(), v));
        return out;
    }

    /** Standard deviation, coordinate by coordinate. */
    static float[] deviation(List<float[]> vectors, float[] mean) {
        float[] out = new float[mean.length];
        for (float[] v : vectors) {
            for (int c = 0; c < out.length; c++) {
                out[c] += (v[c] - mean[c]) * (v[c] - mean[c]) / vectors.size();
            }
        }
        for (int c = 0; c < out.length; c++) {
            out[c] = (float) Math.sqrt(out[c]);
        }
        return out;
    }

    /** The mean moved against the deviation as far as no honest vector is farther from it than two honest ones can be. */
    static float[] farthest(List<float[]> honest) {
        double limit = 0;
        for (float[] a : honest) {
            limit = Math.max(limit, distance(a, honest));
        }
        float[] mean = mean(honest);
        float[] side = Vectors.normalised(deviation(honest, mean));
        double low = 0;
        double high = 4;
        for (int step = 0; step < HALVINGS; step++) {
            double middle = (low + high) / 2;
            if (distance(moved(mean, side, middle), honest) <= limit) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return moved(mean, side, low);
    }

    private static float[] moved(float[] mean, float[] side, double by) {
        float[] out = mean.clone();
        Vectors.addScaled(out, (float) -by, side);
        return Vectors.normalised(out);
    }

    private static double distance(float[] from, List<float[]> to) {
        double most = 0;
        for (float[] v : to) {
            double squares = 0;
            for (int c = 0; c < v.length; c++) {
                squares += (double) (v[c] - from[c]) * (v[c] - from[c]);
            }
            most = Math.max(most, squares);
        }
        return Math.sqrt(most);
    }

    /** Where the normal distribution function reaches p in (0, 1); by halving, to 1e-5. */
    static double normalQuantile(double p) {
        double low = -6;
        double high = 6;
        for (int step = 0; step < HALVINGS; step++) {
            double middle = (low + high) / 2;
            if (normal(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Abramowitz and Stegun 26.2.17, error below 1e-7. */
    private static double normal(double x) {
        double t = 1 / (1 + .2316419 * Math.abs(x));
        double tail = Math.exp(-x * x / 2)
                / Math.sqrt(2 * Math.PI)
                * t
                * (.319381530 + t * (-.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x >= 0 ? 1 - tail : tail;
    }
}
