package io.exogenesis.omega.learning.item;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Conditional logit by Newton's method: the target against sampled rivals, if wanted the mean pairwise logistic loss against the
 * same rivals (a smooth AUC) with as much say, plus an L2 penalty.
 */
final class Logit {
    private static final int STEPS = 12;
    private static final double PENALTY = 1e-3;
    /** Share of a choice's curvature. */
    private static final double NEGLIGIBLE = 1e-6;

    private final int features;
    private final boolean pairwise;

    /**
     * One choice.
     *
     * @param rows features of the target, then of each rival
     * @param log ln of how many titles each row stands for; 0 for the target
     */
    record Choice(int viewer, float[][] rows, double[] log) {}

    /** What weights are worth: AUC and NDCG@10, estimated over the rivals that stand for all others. */
    record Worth(double auc, double ndcg10) {
        static Worth of(List<Choice> choices, ToDoubleFunction<float[]> score) {
            double auc = 0;
            double ndcg = 0;
            for (Choice c : choices) {
                double target = score.applyAsDouble(c.rows[0]);
                double above = 0;
                double all = 0;
                for (int r = 1; r < c.rows.length; r++) {
                    double stands = Math.exp(c.log[r]);
                    double s = score.applyAsDouble(c.rows[r]);
                    all += stands;
                    above += s > target ? stands : s == target ? stands / 2 : 0;
                }
                auc += 1 - above / all;
                ndcg += above < 10 ? Math.log(2) / Math.log(above + 2) : 0;
            }
            return new Worth(auc / choices.size(), ndcg / choices.size());
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "AUC %.4f  NDCG@10 %.4f", auc, ndcg10);
        }
    }

    Logit(int features, boolean pairwise) {
        this.features = features;
        this.pairwise = pairwise;
    }

    /** The weights that fit best. */
    double[] fit(List<Choice> choices) {
        double[] w = new double[features];
        for (int step = 0; step < STEPS; step++) {
            Slope slope = slope(choices, w);
            DMatrixRMaj move = new DMatrixRMaj(features, 1);
            if (!CommonOps_DDRM.solve(slope.hessian, DMatrixRMaj.wrap(features, 1, slope.gradient), move)) {
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

    /** First and second derivative of the loss. */
    private record Slope(double[] gradient, DMatrixRMaj hessian) {
        static Slope zero(int features) {
            return new Slope(new double[features], new DMatrixRMaj(features, features));
        }

        Slope plus(Slope other) {
            for (int f = 0; f < gradient.length; f++) {
                gradient[f] += other.gradient[f];
            }
            CommonOps_DDRM.addEquals(hessian, other.hessian);
            return this;
        }
    }

    private Slope slope(List<Choice> choices, double[] w) {
        int parts = 8;
        Slope sum = IntStream.range(0, parts)
                .parallel()
                .mapToObj(part -> {
                    Slope some = Slope.zero(features);
                    for (int c = part; c < choices.size(); c += parts) {
                        add(choices.get(c), w, some.gradient, some.hessian, 1.0 / choices.size());
                    }
                    return some;
                })
                .reduce(Slope::plus)
                .orElseThrow();
        for (int f = 0; f < features; f++) {
            sum.gradient[f] += 2 * PENALTY * w[f];
            sum.hessian.add(f, f, 2 * PENALTY);
            for (int g = 0; g < f; g++) {
                sum.hessian.set(g, f, sum.hessian.get(f, g));
            }
        }
        return sum;
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
            outer(hessian, d, p[r], scale);
            if (r > 0 && pairwise) {
                double wrong = 1 / (1 + Math.exp(score[0] - score[r]));
                double share = Math.exp(c.log[r]) / mass;
                for (int f = 0; f < features; f++) {
                    d[f] = c.rows[r][f] - c.rows[0][f];
                    gradient[f] += scale * share * wrong * d[f];
                }
                outer(hessian, d, share * wrong * (1 - wrong), scale);
            }
        }
        for (int f = 0; f < features; f++) {
            gradient[f] += scale * (mean[f] - c.rows[0][f]);
        }
    }

    /** Lower triangle only; what hardly bends the loss is left out, which costs a step but no exactness. */
    private void outer(DMatrixRMaj sum, double[] d, double weight, double scale) {
        if (weight < NEGLIGIBLE) {
            return;
        }
        for (int a = 0; a < features; a++) {
            double x = weight * scale * d[a];
            for (int b = 0; b <= a; b++) {
                sum.data[a * features + b] += x * d[b];
            }
        }
    }
}
