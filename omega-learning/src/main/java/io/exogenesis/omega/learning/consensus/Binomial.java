package io.exogenesis.omega.learning.consensus;

/** Tails of the binomial distribution, exact up to rounding; for n up to some hundred. */
final class Binomial {
    private Binomial() {}

    /** P(X ≥ k) for X ~ Bin(n, p). */
    static double atLeast(int n, double p, int k) {
        if (k <= 0) {
            return 1;
        }
        if (p <= 0 || k > n) {
            return 0;
        }
        if (p >= 1) {
            return 1;
        }
        double sum = 0;
        double logChoose = 0; // ln (n over i)
        for (int i = 0; i <= n; i++) {
            if (i >= k) {
                sum += Math.exp(logChoose + i * Math.log(p) + (n - i) * Math.log1p(-p));
            }
            logChoose += Math.log((double) (n - i) / (i + 1));
        }
        return Math.min(1, sum);
    }
}
