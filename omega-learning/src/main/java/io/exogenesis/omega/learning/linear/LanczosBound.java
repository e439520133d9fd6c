package io.exogenesis.omega.learning.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * An upper limit of the largest eigenvalue of a symmetric positive semi-definite matrix that is known by its products only.
 *
 * <p>Kuczyński, Woźniakowski, "Estimating the largest eigenvalue by the power and Lanczos algorithms with a random start", SIAM
 * J. Matrix Anal. Appl. 13 (1992): after k steps from a start that is uniform on the sphere, whatever the
 * spectrum, the Ritz value falls short of the eigenvalue by more than a share ε with a probability of at most
 * {@code 1.648·√n·e^(−√ε·(2k − 1))}.
 */
public final class LanczosBound {
    /** k: √ε falls with it, the work grows with it. */
    private static final int STEPS = 32;
    /** Independent starts; the largest Ritz value counts, so their probabilities multiply. */
    private static final int STARTS = 2;
    /** Probability that the result is no upper limit. */
    private static final double FAILURE = 1e-12;
    /** What rounding leaves of a direction that is not there, as a share of the product. */
    private static final double NOTHING = 1e-13;

    private LanczosBound() {}

    /**
     * @param n rows of the matrix
     * @param product with a vector of length n, which it may not change
     * @param random must not have been used to make the matrix
     */
    public static double of(int n, UnaryOperator<double[]> product, RandomGenerator random) {
        int steps = Math.min(STEPS, n);
        double largest = 0;
        for (int start = 0; start < STARTS; start++) {
            double[] v = new double[n];
            for (int i = 0; i < n; i++) {
                v[i] = random.nextGaussian();
            }
            largest = Math.max(largest, ritz(v, steps, product));
        }
        // After n steps nothing is left out.
        double root =
                steps == n ? 0 : Math.log(1.648 * Math.sqrt(n) / Math.pow(FAILURE, 1.0 / STARTS)) / (2 * steps - 1);
        return largest / (1 - root * root);
    }

    private static double ritz(double[] start, int steps, UnaryOperator<double[]> product) {
        double[][] tridiagonal = new double[steps][steps];
        List<double[]> basis = new ArrayList<>(steps);
        double[] v = start;
        double length = length(v);
        for (int k = 0; k < steps && length > 0; k++) {
            double[] unit = times(v, 1 / length);
            basis.add(unit);
            v = product.apply(unit).clone();
            double whole = length(v);
            tridiagonal[k][k] = dot(unit, v);
            // Against all earlier ones, twice: three terms suffice only in exact arithmetic.
            for (int twice = 0; twice < 2; twice++) {
                for (double[] b : basis) {
                    subtract(v, dot(b, v), b);
                }
            }
            length = length(v) <= NOTHING * whole ? 0 : length(v);
            if (k + 1 < steps) {
                tridiagonal[k][k + 1] = length;
                tridiagonal[k + 1][k] = length;
            }
        }
        return steps == 0 ? 0 : SymmetricEigen.of(tridiagonal).values()[0];
    }

    private static double[] times(double[] v, double factor) {
        double[] out = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            out[i] = v[i] * factor;
        }
        return out;
    }

    private static void subtract(double[] target, double factor, double[] v) {
        for (int i = 0; i < target.length; i++) {
            target[i] -= factor * v[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double length(double[] v) {
        return Math.sqrt(dot(v, v));
    }
}
