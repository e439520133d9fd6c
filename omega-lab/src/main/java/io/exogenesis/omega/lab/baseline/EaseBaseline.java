package io.exogenesis.omega.lab.baseline;

import io.exogenesis.omega.learning.LearningException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * EASE^R, the linear autoencoder that no title may explain itself in. Steck, "Embarrassingly shallow autoencoders for sparse
 * data", WWW 2019.
 *
 * <p>In dual form: with {@code P = (XᵀX + λI)⁻¹ = (I − Xᵀ(XXᵀ + λI)⁻¹X)/λ} the system is viewers × viewers, and no matrix of
 * the size titles × titles is ever made. The query forgets with a half-life, which is the largest gain that a central
 * recommender gets on these data.
 */
public final class EaseBaseline implements Baseline {
    private static final String LAMBDA = "lambda";
    private static final String HALF_LIFE = "halfLife";
    /** A title's own share of itself stays below one; a diagonal beyond this is noise of the inverse. */
    private static final double LEAST = 1e-9;

    @Override
    public String name() {
        return "ease";
    }

    @Override
    public List<Setting> grid() {
        List<Setting> lambdas = Setting.times(List.of(Setting.NONE), LAMBDA, 100, 300, 600, 1200, 2400);
        return Setting.times(lambdas, HALF_LIFE, 4, 8, 20, Setting.FOR_EVER);
    }

    @Override
    public List<Setting> grid(Training training) {
        return Confidence.logarithmic(grid(), training);
    }

    @Override
    public Learned learn(Training training) {
        Map<Confidence, Matrix> matrices = new ConcurrentHashMap<>();
        return setting -> {
            Confidence confidence = Confidence.of(setting);
            Matrix matrix = matrices.computeIfAbsent(confidence, c -> Matrix.of(training.interactions(c)));
            Dual dual =
                    matrix.duals.computeIfAbsent(setting.get(LAMBDA), lambda -> Dual.of(matrix.x, matrix.gram, lambda));
            double halfLife = setting.get(HALF_LIFE);
            return known -> dual.scores(Watched.of(known, confidence).recent(halfLife));
        };
    }

    /** What settings with the same confidence share. */
    private record Matrix(Interactions x, DMatrixRMaj gram, Map<Double, Dual> duals) {
        static Matrix of(Interactions x) {
            return new Matrix(x, EaseBaseline.gram(x), new ConcurrentHashMap<>());
        }
    }

    /** {@code XXᵀ}. */
    private static DMatrixRMaj gram(Interactions x) {
        DMatrixRMaj out = new DMatrixRMaj(x.viewers(), x.viewers());
        for (int item = 0; item < x.items(); item++) {
            int[] viewers = x.viewersOf(item);
            float[] weights = x.weightsOf(item);
            for (int a = 0; a < viewers.length; a++) {
                int row = viewers[a] * x.viewers();
                for (int b = 0; b < viewers.length; b++) {
                    out.data[row + viewers[b]] += (double) weights[a] * weights[b];
                }
            }
        }
        return out;
    }

    /**
     * The model of one λ.
     *
     * @param inverse {@code M = (XXᵀ + λI)⁻¹}
     * @param own {@code x_jᵀ M x_j}: what a title says about itself, in [0, 1)
     */
    private record Dual(Interactions x, DMatrixRMaj inverse, double[] own) {

        static Dual of(Interactions x, DMatrixRMaj gram, double lambda) {
            int n = x.viewers();
            DMatrixRMaj damped = gram.copy();
            for (int u = 0; u < n; u++) {
                damped.add(u, u, lambda);
            }
            DMatrixRMaj inverse = new DMatrixRMaj(n, n);
            LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(n);
            if (n > 0 && !solver.setA(damped)) {
                throw new LearningException("EASE has no inverse at lambda " + lambda);
            }
            if (n > 0) {
                solver.invert(inverse);
            }
            double[] own = new double[x.items()];
            for (int j = 0; j < own.length; j++) {
                own[j] = quadratic(x.viewersOf(j), x.weightsOf(j), inverse);
            }
            return new Dual(x, inverse, own);
        }

        private static double quadratic(int[] viewers, float[] weights, DMatrixRMaj m) {
            double sum = 0;
            for (int a = 0; a < viewers.length; a++) {
                double row = 0;
                for (int b = 0; b < viewers.length; b++) {
                    row += m.data[viewers[a] * m.numCols + viewers[b]] * weights[b];
                }
                sum += weights[a] * row;
            }
            return sum;
        }

        /** {@code qB}, {@code B = I − P·diag(1/P_jj)}. */
        float[] scores(Watched q) {
            DMatrixRMaj projected = new DMatrixRMaj(x.viewers(), 1);
            CommonOps_DDRM.mult(inverse, DMatrixRMaj.wrap(x.viewers(), 1, x.times(q)), projected);
            double[] s = x.transposedTimes(projected.data);
            float[] out = new float[s.length];
            for (int j = 0; j < out.length; j++) {
                out[j] = (float) (s[j] / Math.max(1 - own[j], LEAST));
            }
            for (int k = 0; k < q.size(); k++) {
                int j = q.items()[k];
                double qj = q.weights()[k];
                out[j] = (float) (qj - (qj - s[j]) / Math.max(1 - own[j], LEAST));
            }
            return out;
        }
    }
}
