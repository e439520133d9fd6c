package io.exogenesis.omega.learning.item;

/** Sums by year, spread over the years around: nobody means 1994 and not 1995. */
final class Years {
    /** Standard deviation of the bell, in years. */
    private static final double DEVIATION = 3;

    private Years() {}

    /** Each year's value spread by a bell around it whose sum, within the range of years, is 1. */
    static double[] spread(double[] byYear) {
        int n = byYear.length;
        double[] bell = new double[n];
        for (int d = 0; d < n; d++) {
            bell[d] = Math.exp(-.5 * d * d / (DEVIATION * DEVIATION));
        }
        double[] out = new double[n];
        for (int from = 0; from < n; from++) {
            double sum = 0;
            for (int to = 0; to < n && byYear[from] != 0; to++) {
                sum += bell[Math.abs(from - to)];
            }
            for (int to = 0; to < n && byYear[from] != 0; to++) {
                out[to] += byYear[from] * bell[Math.abs(from - to)] / sum;
            }
        }
        return out;
    }

    /** Weighted mean around each year: {@code Σ bell·sum / Σ bell·count}. */
    static double[] means(double[] sums, double[] counts) {
        double[] out = new double[sums.length];
        for (int y = 0; y < out.length; y++) {
            double sum = 0;
            double count = 0;
            for (int x = 0; x < out.length; x++) {
                double bell = Math.exp(-.5 * (x - y) * (x - y) / (DEVIATION * DEVIATION));
                sum += bell * sums[x];
                count += bell * counts[x];
            }
            out[y] = count > 0 ? sum / count : 0;
        }
        return out;
    }
}
