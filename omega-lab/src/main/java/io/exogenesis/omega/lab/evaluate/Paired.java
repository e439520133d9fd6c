package io.exogenesis.omega.lab.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Whether two models differ on the same viewers. */
final class Paired {
    private static final int RESAMPLES = 4000;
    /** Fixed, so that the same values always print the same interval. */
    private static final long SEED = 20260102;

    private Paired() {}

    /** 95 % percentile interval of the mean of {@code a − b}, by bootstrap over viewers. */
    static List<Double> interval(double[] a, double[] b) {
        double[] d = differences(a, b);
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            double sum = 0;
            for (int i = 0; i < d.length; i++) {
                sum += d[random.nextInt(d.length)];
            }
            means[r] = sum / d.length;
        }
        Arrays.sort(means);
        return List.of(means[(int) (RESAMPLES * .025)], means[(int) (RESAMPLES * .975) - 1]);
    }

    /** Student's paired t of {@code a − b}; 0 if nothing differs, infinite if all differ by the same. */
    static double t(double[] a, double[] b) {
        double[] d = differences(a, b);
        double mean = Arrays.stream(d).average().orElse(0);
        double squares = Arrays.stream(d).map(x -> (x - mean) * (x - mean)).sum();
        return mean == 0 || d.length < 2 ? 0 : mean / Math.sqrt(squares / (d.length - 1) / d.length);
    }

    private static double[] differences(double[] a, double[] b) {
        if (a.length != b.length || a.length == 0) {
            throw new IllegalArgumentException(a.length + " and " + b.length + " values are no pairs");
        }
        double[] out = new double[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = a[i] - b[i];
        }
        return out;
    }
}
