package io.exogenesis.omega.lab.baseline;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Matrix factorisation of implicit feedback by alternating least squares. Hu, Koren, Volinsky, "Collaborative filtering for
 * implicit feedback datasets", ICDM 2008, with the loss of Rendle, Krichene, Zhang, Koren, "Revisiting the performance of iALS
 * on item recommendation benchmarks", RecSys 2022, whose regularisation grows with how often a row occurs:
 *
 * <pre>
 * Σ_(u,i) c_ui (1 − w_u·h_i)² + α Σ_all (w_u·h_i)² + λ (Σ_u (c_u + α·items)‖w_u‖² + Σ_i (c_i + α·viewers)‖h_i‖²)
 * </pre>
 *
 * A viewer is scored by folding its history in: one more least-squares step against the titles.
 */
public final class IalsBaseline implements Baseline {
    private static final String LAMBDA = "lambda";
    private static final String HALF_LIFE = "halfLife";
    /** Weight of all that was not watched; beside λ it changed little on validation. */
    static final double ALPHA = .1;

    static final int FACTORS = 32;
    static final int SWEEPS = 8;

    @Override
    public String name() {
        return "ials";
    }

    @Override
    public List<Setting> grid() {
        List<Setting> fits = Setting.times(List.of(Setting.NONE), LAMBDA, .003, .01, .02, .05, .1);
        return Setting.times(fits, HALF_LIFE, 4, 8, 20);
    }

    @Override
    public List<Setting> grid(Training training) {
        return Confidence.forms(grid(), training);
    }

    @Override
    public Learned learn(Training training) {
        Map<Confidence, Interactions> matrices = new ConcurrentHashMap<>();
        Map<Fit, Factors> fitted = new ConcurrentHashMap<>();
        return setting -> {
            Fit fit = new Fit(setting.get(LAMBDA), Confidence.of(setting));
            Interactions x = matrices.computeIfAbsent(fit.confidence, training::interactions);
            Factors f = fitted.computeIfAbsent(fit, k -> Factors.fit(x, ALPHA, k.lambda, training.seed()));
            double halfLife = setting.get(HALF_LIFE);
            return known -> f.scores(Watched.of(known, fit.confidence).recent(halfLife));
        };
    }

    /** What settings with the same factors share. */
    private record Fit(double lambda, Confidence confidence) {}

    /**
     * Fitted factors.
     *
     * @param titles one vector an item
     * @param gram {@code α·HᵀH}
     */
    record Factors(double alpha, double lambda, double[][] viewers, double[][] titles, DMatrixRMaj gram) {

        static Factors fit(Interactions x, double alpha, double lambda, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            double[][] titles = new double[x.items()][FACTORS];
            for (int i = 0; i < titles.length; i++) {
                for (int f = 0; f < FACTORS && x.viewersOf(i).length > 0; f++) {
                    titles[i][f] = random.nextGaussian() * .1 / Math.sqrt(FACTORS);
                }
            }
            double[][] viewers = new double[x.viewers()][FACTORS];
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                sweep(x, alpha, lambda, viewers, titles);
            }
            return new Factors(alpha, lambda, viewers, titles, outer(titles, alpha));
        }

        /** One step for all viewers, then one for all titles. */
        static void sweep(Interactions x, double alpha, double lambda, double[][] viewers, double[][] titles) {
            DMatrixRMaj h = outer(titles, alpha);
            each(viewers.length, (u, solver) -> {
                Watched row = x.row(u);
                viewers[u] = solver.solve(h, row.items(), row.weights(), titles, lambda, alpha * titles.length);
            });
            DMatrixRMaj w = outer(viewers, alpha);
            each(
                    titles.length,
                    (i, solver) -> titles[i] =
                            solver.solve(w, x.viewersOf(i), x.weightsOf(i), viewers, lambda, alpha * viewers.length));
        }

        float[] scores(Watched q) {
            double[] viewer = new Solver().solve(gram, q.items(), q.weights(), titles, lambda, alpha * titles.length);
            float[] out = new float[titles.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = (float) dot(viewer, titles[i]);
            }
            return out;
        }

        /** The loss that every step lowers. */
        static double loss(Interactions x, double alpha, double lambda, double[][] viewers, double[][] titles) {
            double sum = 0;
            for (int u = 0; u < viewers.length; u++) {
                double mass = 0;
                for (int k = 0; k < x.row(u).size(); k++) {
                    double c = x.row(u).weights()[k];
                    double miss = 1 - dot(viewers[u], titles[x.row(u).items()[k]]);
                    sum += c * miss * miss;
                    mass += c;
                }
                sum += lambda * (mass + alpha * titles.length) * dot(viewers[u], viewers[u]);
                for (double[] title : titles) {
                    double all = dot(viewers[u], title);
                    sum += alpha * all * all;
                }
            }
            for (int i = 0; i < titles.length; i++) {
                double mass = 0;
                for (float c : x.weightsOf(i)) {
                    mass += c;
                }
                sum += lambda * (mass + alpha * viewers.length) * dot(titles[i], titles[i]);
            }
            return sum;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int f = 0; f < a.length; f++) {
            sum += a[f] * b[f];
        }
        return sum;
    }

    private static DMatrixRMaj outer(double[][] rows, double factor) {
        DMatrixRMaj out = new DMatrixRMaj(FACTORS, FACTORS);
        for (double[] row : rows) {
            addOuter(out.data, row, factor);
        }
        return out;
    }

    private static void addOuter(double[] target, double[] v, double factor) {
        for (int a = 0; a < FACTORS; a++) {
            double f = factor * v[a];
            int row = a * FACTORS;
            for (int b = 0; b < FACTORS; b++) {
                target[row + b] += f * v[b];
            }
        }
    }

    private interface Step {
        void at(int index, Solver solver);
    }

    /** In chunks, so that a solver is made once for many rows. */
    private static void each(int n, Step step) {
        int chunk = 256;
        IntStream.range(0, Math.ceilDiv(n, chunk)).parallel().forEach(c -> {
            Solver solver = new Solver();
            for (int k = c * chunk; k < Math.min(n, (c + 1) * chunk); k++) {
                step.at(k, solver);
            }
        });
    }

    /** Solves for one vector, the other side being fixed. */
    static final class Solver {
        private final LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.symmPosDef(FACTORS);
        private final DMatrixRMaj a = new DMatrixRMaj(FACTORS, FACTORS);

        /** {@code (gram + Σ c·o·oᵀ + λ(Σc + base)I)⁻¹ Σ c·o}; zeros where nothing was watched. */
        double[] solve(DMatrixRMaj gram, int[] ids, float[] c, double[][] other, double lambda, double base) {
            double[] out = new double[FACTORS];
            if (ids.length == 0) {
                return out;
            }
            a.setTo(gram);
            double mass = base;
            double[] right = new double[FACTORS];
            for (int k = 0; k < ids.length; k++) {
                double[] o = other[ids[k]];
                addOuter(a.data, o, c[k]);
                for (int f = 0; f < FACTORS; f++) {
                    right[f] += c[k] * o[f];
                }
                mass += c[k];
            }
            for (int f = 0; f < FACTORS; f++) {
                a.add(f, f, lambda * mass);
            }
            if (cholesky.setA(a)) {
                cholesky.solve(DMatrixRMaj.wrap(FACTORS, 1, right), DMatrixRMaj.wrap(FACTORS, 1, out));
            }
            return out;
        }
    }
}
