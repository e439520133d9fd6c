package io.exogenesis.omega.lab.heal;

/** Confidence interval of a rate. */
final class Interval {
    /** 97.5 % quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    private Interval() {}

    /**
     * The Wilson score interval at 95 % (Wilson 1927): it holds for rates near 0 and 1, where the usual one fails.
     *
     * @param all at least 1
     * @return lower and upper bound, 0 to 1
     */
    static double[] wilson(int successes, int all) {
        double p = (double) successes / all;
        double z2 = Z * Z;
        double centre = p + z2 / (2 * all);
        double half = Z * Math.sqrt(p * (1 - p) / all + z2 / (4.0 * all * all));
        double scale = 1 + z2 / all;
        return new double[] {Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale)};
    }

    /**
     * Exact two-sided McNemar test: how likely it is that of the pairs in which two modes differ so many or more are for one of them, if
     * neither is better.
     */
    static double mcNemar(int onlyFirst, int onlySecond) {
        int n = onlyFirst + onlySecond;
        int least = Math.min(onlyFirst, onlySecond);
        double term = Math.pow(.5, n);
        double tail = 0;
        for (int k = 0; k <= least; k++) {
            tail += term;
            term *= (double) (n - k) / (k + 1);
        }
        return Math.min(1, 2 * tail);
    }
}
