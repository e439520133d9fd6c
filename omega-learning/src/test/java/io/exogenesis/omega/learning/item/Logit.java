package io.exogenesis.omega.learning.item;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Conditional logit by Newton's method: the target against sampled rivals, plus the mean pairwise logistic loss against the same
 * rivals (a smooth AUC), each with half of the say, plus an L2 penalty.
 */
final class Logit {
    private static final int STEPS = 12;
    private static final double PENALTY = 1e-3;

    private final int features;

    /**
     * One choice.
     *
     * @param rows features of the target, then of each rival
     * @param log ln of how many titles each row stands for; 0 for the target
     */
    record Choice(int viewer, float[][] rows, double[] log) {}

    Logit(int features) {
        this.features = features;
    }

    /** The weights that fit best. */
    double[] fit(List<Choice> choices) {
        double[] w = new double[features];
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[features];
            DMatrixRMaj hessian = new DMatrixRMaj(features, features);
            for (Choice c : choices) {
                add(c, w, gradient, hessian, 1.0 / choices.size());
            }
            for (int f = 0; f < features; f++) {
                gradient[f] += 2 * PENALTY * w[f];
                hessian.add(f, f, 2 * PENALTY);
            }
            DMatrixRMaj move = new DMatrixRMaj(features, 1);
            if (!CommonOps_DDRM.solve(hessian, DMatrixRMaj.wrap(features, 1, gradient), move)) {
                throw new IllegalStateException("features depend on each other");
            }
            double length = Math.sqrt(Arrays.stream(move.data).map(x -> x * x).sum());
            double cut = Math.min(1, 2 / Math.max(length, 1e-9));
            for (int f = 0; f < features; f++) {
                w[f] -= cut * move.data[f];
            }
        }
        return w;
    }

    private void add(Choice c, double[] w, double[] gradient, DMatrixRMaj hessian, double scale) {
        int n = c.rows.length;
        double[] score = new double[n];
        double most = Double.NEGATIVE_INFINITY;
        for (int r = 0; r < n; r++) {
            for (int f = 0; f < features; f++) {
                score[r] += w[f] * c.rows[r][f];
            }
            most = Math.max(most, score[r] + c.log[r]);
        }
        double total = 0;
        double mass = 0;
        double[] p = new double[n];
        for (int r = 0; r < n; r++) {
            p[r] = Math.exp(score[r] + c.log[r] - most);
            total += p[r];
            mass += r == 0 ? 0 : Math.exp(c.log[r]);
        }
        double[] mean = new double[features];
        for (int r = 0; r < n; r++) {
            p[r] /= total;
            for (int f = 0; f < features; f++) {
                mean[f] += p[r] * c.rows[r][f];
            }
        }
        double[] d = new double[features];
        for (int r = 0; r < n; r++) {
            for (int f = 0; f < features; f++) {
                d[f] = c.rows[r][f] - mean[f];
            }
            outer(hessian, d, p[r] * scale);
            if (r > 0) {
                double wrong = 1 / (1 + Math.exp(score[0] - score[r]));
                double share = Math.exp(c.log[r]) / mass * scale;
                for (int f = 0; f < features; f++) {
                    d[f] = c.rows[r][f] - c.rows[0][f];
                    gradient[f] += share * wrong * d[f];
                }
                outer(hessian, d, share * wrong * (1 - wrong));
            }
        }
        for (int f = 0; f < features; f++) {
            gradient[f] += scale * (mean[f] - c.rows[0][f]);
        }
    }

    private void outer(DMatrixRMaj sum, double[] d, double weight) {
        if (weight < 1e-12) {
            return;
        }
        for (int a = 0; a < features; a++) {
            double x = weight * d[a];
            for (int b = 0; b < features; b++) {
                sum.data[a * features + b] += x * d[b];
            }
        }
    }
}
