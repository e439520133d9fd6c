package io.exogenesis.omega.learning.consensus;

/** Tails of the binomial distribution, exact up to rounding; for n up to some hundred. */
final class Binomial {
    private Binomial() {}

    /** P(X ≥ k) for X ~ Bin(n, p). */
    static double atLeast(int n, double p, int k) {
        return k <= 0 ? 1 : k > n ? 0 : tails(n, p)[k];
    }

    /** P(X ≥ k) for X ~ Bin(n, p) and each k from 0 to n. */
    static double[] tails(int n, double p) {
        double[] out = new double[n + 1];
        double logChoose = 0; // ln (n over i)
        for (int i = n; i > 0; i--) { // the smallest first: (n over i) = (n over n − i)
            double one = p <= 0
                    ? 0
                    : p >= 1 ? (i == n ? 1 : 0) : Math.exp(logChoose + i * Math.log(p) + (n - i) * Math.log1p(-p));
            out[i] = Math.min(1, one + (i == n ? 0 : out[i + 1]));
            logChoose += Math.log((double) i / (n - i + 1));
        }
        out[0] = 1;
        return out;
    }
}
