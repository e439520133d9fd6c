package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.linear.Dense;
import io.exogenesis.omega.learning.linear.LanczosBound;
import io.exogenesis.omega.learning.linear.SymmetricEigen;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Shrinks a sketch with a whole batch of sparse rows below it to ℓ rows at once, as in Ghashami, Liberty, Phillips, "Efficient
 * frequent directions algorithm for sparse matrices", KDD 2016. With A for all rows and M = AᵀA, known by its products only:
 *
 * <pre>
 * X ← orth(M·X), some times, from random X           the leading directions (block subspace iteration)
 * W = M·X;   PᵀP = W·(XᵀW)⁻¹·Wᵀ                      Nyström: P = ZᵀA for an orthonormal Z, so 0 ≼ PᵀP ≼ M
 * P = U·S·Vᵀ;   δ = S²_ℓ+1;   B = sqrt(S² − δ)·Vᵀ    the shrinking of Frequent Directions
 * </pre>
 *
 * How good X is nobody assumes: the largest eigenvalue of M − BᵀB is bounded afterwards by a {@link LanczosBound}, and a result
 * is handed out only if it is at most {@code (‖A‖²_F − ‖B‖²_F)/(ℓ + 1)}, up to rounding. These differences add up to at most
 * ‖G‖²_F over all shrinks of a sketch, which gives {@link FrequentDirections} its bound.
 */
final class SparseShrink {
    /**
     * Products with M. On 10,000 viewers of 10,000 titles the error is 1.7, 1.36, 1.24, 1.14 times the best possible with 2, 3, 4
     * and 6; the bound allows 7 times.
     */
    private static final int PRODUCTS = 3;
    /** Directions beyond ℓ, as a share of ℓ and at least: they make the last ones of the ℓ converge. */
    private static final double BEYOND = .125;

    private static final int LEAST_BEYOND = 8;
    /** Share of the largest eigenvalue below which one is rounding of floats. */
    private static final double NOISE = 2e-5;
    /** Share of the energy that rounding may put into an error, upwards or downwards. */
    private static final double ROUNDING = 1e-5;
    /** Share of the energy that a bound may lie above its limit: twice that rounding both ways, 1 % of the limit at ℓ = 256. */
    private static final double TOLERANCE = 4e-5;

    private final SketchStep step;
    private final int size;
    private final SplittableRandom random;

    /**
     * @param rows B, at most ℓ
     * @param bound upper limit of {@code ‖AᵀA − BᵀB‖₂}
     */
    record Shrunk(float[][] rows, double bound) {}

    private SparseShrink(SketchStep step, int size) {
        this.step = step;
        this.size = size;
        // The same rows give the same sketch on every node; who wants rows that a start overlooks has to know all rows.
        this.random = new SplittableRandom(step.fingerprint());
    }

    /** All rows of the step in {@code size} = ℓ rows, or nothing if the bound was not reached. */
    static Optional<Shrunk> of(SketchStep step, int size) {
        SparseShrink shrink = new SparseShrink(step, size);
        return step.width() <= 2 * size ? Optional.of(shrink.byTitles()) : shrink.byDirections();
    }

    /** For so few titles their own Gram matrix is no larger than that of a step of ℓ rows, however many rows there are. */
    private Shrunk byTitles() {
        SymmetricEigen eigen = SymmetricEigen.of(step.gramOfTitles());
        double cut = cut(eigen);
        float[][] rows = new float[size][];
        int kept = 0;
        for (int k = 0; k < Math.min(size, step.width()) && eigen.values()[k] > cut; k++) {
            double scale = Math.sqrt(eigen.values()[k] - cut);
            float[] row = new float[step.width()];
            for (int c = 0; c < row.length; c++) {
                row[c] = (float) (eigen.vectors()[k][c] * scale);
            }
            rows[kept++] = row;
        }
        return new Shrunk(Arrays.copyOf(rows, kept), cut);
    }

    private Optional<Shrunk> byDirections() {
        double energy = step.energy();
        int p = Math.min(step.width(), size + Math.max(LEAST_BEYOND, (int) (BEYOND * size)));
        float[][] x = filled(new float[step.width()][p], 0);
        for (int i = 1; i < PRODUCTS; i++) {
            x = orthonormal(step.squared(x));
        }
        float[][] rows = shrunk(nystrom(x, step.squared(x)));
        double kept = Arrays.stream(rows).mapToDouble(SketchStep::energy).sum();
        double rounding = ROUNDING * energy;
        double bound = LanczosBound.of(step.width(), v -> error(rows, v, rounding), random.split());
        return bound <= (energy - kept) / (size + 1) + TOLERANCE * energy
                ? Optional.of(new Shrunk(rows, bound))
                : Optional.empty();
    }

    /** {@code (M − BᵀB)·v}; the little that is added makes up for what rounding may have put below 0. */
    private double[] error(float[][] rows, double[] v, double rounding) {
        double[] out = step.squared(v);
        SketchStep.addSquared(rows, v, -1, out);
        for (int c = 0; c < out.length; c++) {
            out[c] += rounding * v[c];
        }
        return out;
    }

    /** The same directions as unit vectors at right angles, strongest first; random ones in place of those that vanished. */
    private float[][] orthonormal(float[][] w) {
        int p = w[0].length;
        double[][] gram = Dense.gramOfColumns(Arrays.asList(w), p);
        double[] unit = new double[p];
        for (int i = 0; i < p; i++) {
            unit[i] = gram[i][i] > 0 ? 1 / Math.sqrt(gram[i][i]) : 0;
        }
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                gram[i][j] *= unit[i] * unit[j];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(gram);
        int kept = clear(eigen);
        float[][] turn = new float[p][p];
        for (int k = 0; k < kept; k++) {
            double scale = 1 / Math.sqrt(eigen.values()[k]);
            for (int i = 0; i < p; i++) {
                turn[i][k] = (float) (eigen.vectors()[k][i] * unit[i] * scale);
            }
        }
        return filled(turned(w, turn), kept);
    }

    /** {@code Pᵀ}, a row for each title. */
    private static float[][] nystrom(float[][] x, float[][] w) {
        int p = x[0].length;
        SymmetricEigen eigen = SymmetricEigen.of(Dense.symmetricProduct(x, w, p));
        int kept = clear(eigen);
        float[][] turn = new float[p][kept];
        for (int k = 0; k < kept; k++) {
            double scale = 1 / Math.sqrt(eigen.values()[k]);
            for (int i = 0; i < p; i++) {
                turn[i][k] = (float) (eigen.vectors()[k][i] * scale);
            }
        }
        return turned(w, turn);
    }

    private float[][] shrunk(float[][] factor) {
        int p = factor[0].length;
        SymmetricEigen eigen = SymmetricEigen.of(Dense.gramOfColumns(Arrays.asList(factor), p));
        double cut = cut(eigen);
        int kept = 0;
        while (kept < Math.min(size, p) && eigen.values()[kept] > cut) {
            kept++;
        }
        float[][] turn = new float[p][kept];
        for (int k = 0; k < kept; k++) {
            double scale = Math.sqrt((eigen.values()[k] - cut) / eigen.values()[k]);
            for (int i = 0; i < p; i++) {
                turn[i][k] = (float) (eigen.vectors()[k][i] * scale);
            }
        }
        return kept == 0 ? new float[0][] : Dense.transposed(turned(factor, turn));
    }

    private double cut(SymmetricEigen eigen) {
        double[] values = eigen.values();
        double noise = values.length == 0 ? 0 : NOISE * values[0];
        return values.length > size ? Math.max(noise, values[size]) : noise;
    }

    /** How many eigenvalues are no rounding. */
    private static int clear(SymmetricEigen eigen) {
        double[] values = eigen.values();
        int kept = 0;
        while (kept < values.length && values[kept] > NOISE * values[0]) {
            kept++;
        }
        return kept;
    }

    private static float[][] turned(float[][] w, float[][] turn) {
        float[][] out = new float[w.length][turn[0].length];
        for (int j = 0; j < w.length; j++) {
            Dense.addAll(out[j], w[j], turn);
        }
        return out;
    }

    /** Random numbers in all columns from this one on. */
    private float[][] filled(float[][] x, int from) {
        float scale = (float) (1 / Math.sqrt(x.length));
        for (float[] row : x) {
            for (int k = from; k < row.length; k++) {
                row[k] = scale * (float) random.nextGaussian();
            }
        }
        return x;
    }
}
