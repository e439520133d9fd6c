package io.exogenesis.omega.learning.linear;

import java.util.List;

/**
 * Products of dense float matrices, given as lists or arrays of rows.
 *
 * <p>All loops run as {@code out += factor · row}: the just-in-time compiler turns that into vector instructions, which it
 * may not do with a sum (the order of float additions is fixed by the language).
 */
public final class Dense {
    /** Columns handled at once, so that a block of every row stays in the second-level cache. */
    private static final int BLOCK = 1024;
    /** Rows handled at once where they are many; a multiple of four, so that sums keep their order. */
    private static final int ROWS = 256;

    private Dense() {}

    /** {@code A·Aᵀ}, n × n, for A of n rows. */
    public static double[][] gramOfRows(float[][] rows) {
        int n = rows.length;
        int columns = n == 0 ? 0 : rows[0].length;
        double[][] out = new double[n][n];
        float[][] block = new float[BLOCK][n];
        for (int from = 0; from < columns; from += BLOCK) {
            int size = Math.min(BLOCK, columns - from);
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < size; c++) {
                    block[c][i] = rows[i][from + c];
                }
            }
            accumulate(block, block, size, out);
        }
        return mirrored(out);
    }

    /** {@code AᵀA}, n × n, for A of n columns; float within blocks of 1,024 rows, double over blocks. */
    public static double[][] gramOfColumns(List<float[]> rows, int n) {
        double[][] out = new double[n][n];
        for (int from = 0; from < rows.size(); from += BLOCK) {
            int size = Math.min(BLOCK, rows.size() - from);
            float[][] block = rows.subList(from, from + size).toArray(float[][]::new);
            accumulate(block, block, size, out);
        }
        return mirrored(out);
    }

    /** {@code XᵀY}, n × n, where it is known to be symmetric; X and Y have n columns each and equally many rows. */
    public static double[][] symmetricProduct(float[][] x, float[][] y, int n) {
        double[][] out = new double[n][n];
        for (int from = 0; from < x.length; from += BLOCK) {
            int to = Math.min(x.length, from + BLOCK);
            accumulate(
                    java.util.Arrays.copyOfRange(x, from, to),
                    java.util.Arrays.copyOfRange(y, from, to),
                    to - from,
                    out);
        }
        return mirrored(out);
    }

    /** {@code M·A}: row k of the result is {@code Σ_i m[k][i]·a[i]}; shape (rows of m) × (columns of a). */
    public static float[][] combine(float[][] m, float[][] a) {
        int columns = a.length == 0 ? 0 : a[0].length;
        float[][] out = new float[m.length][columns];
        for (int from = 0; from < columns; from += BLOCK) {
            int to = Math.min(columns, from + BLOCK);
            for (int row = 0; row < a.length; row += ROWS) {
                for (int k = 0; k < m.length; k++) {
                    addAll(out[k], m[k], a, row, Math.min(a.length, row + ROWS), from, to);
                }
            }
        }
        return out;
    }

    /** {@code out += Σ_i factors[i]·a[i]} over all columns. */
    public static void addAll(float[] out, float[] factors, float[][] a) {
        addAll(out, factors, a, 0, a.length, 0, out.length);
    }

    /** {@code out += Σ_i factors[i]·a[rows[i]]} over all columns. */
    public static void addPicked(float[] out, float[] factors, int[] rows, float[][] a) {
        int i = 0;
        for (; i + 3 < rows.length; i += 4) {
            add4(
                    out,
                    0,
                    out.length,
                    factors[i],
                    a[rows[i]],
                    factors[i + 1],
                    a[rows[i + 1]],
                    factors[i + 2],
                    a[rows[i + 2]],
                    factors[i + 3],
                    a[rows[i + 3]]);
        }
        for (; i < rows.length; i++) {
            Vectors.addScaled(out, factors[i], a[rows[i]]);
        }
    }

    /** Rows and columns exchanged. */
    public static float[][] transposed(float[][] a) {
        int columns = a.length == 0 ? 0 : a[0].length;
        float[][] out = new float[columns][a.length];
        for (int k = 0; k < a.length; k++) {
            for (int c = 0; c < columns; c++) {
                out[c][k] = a[k][c];
            }
        }
        return out;
    }

    private static void addAll(float[] out, float[] f, float[][] a, int first, int end, int from, int to) {
        int i = first;
        for (; i + 3 < end; i += 4) {
            if (f[i] != 0 || f[i + 1] != 0 || f[i + 2] != 0 || f[i + 3] != 0) {
                add4(out, from, to, f[i], a[i], f[i + 1], a[i + 1], f[i + 2], a[i + 2], f[i + 3], a[i + 3]);
            }
        }
        for (; i < end; i++) {
            add4(out, from, to, f[i], a[i], 0, a[i], 0, a[i], 0, a[i]);
        }
    }

    /** Adds {@code Σ_r left[r][i]·right[r][j]} to the lower half of {@code sum}. */
    private static void accumulate(float[][] left, float[][] right, int size, double[][] sum) {
        int n = sum.length;
        float[] line = new float[n];
        for (int i = 0; i < n; i++) {
            java.util.Arrays.fill(line, 0, i + 1, 0);
            boolean any = false;
            int r = 0;
            for (; r + 3 < size; r += 4) {
                float f0 = left[r][i];
                float f1 = left[r + 1][i];
                float f2 = left[r + 2][i];
                float f3 = left[r + 3][i];
                if (f0 != 0 || f1 != 0 || f2 != 0 || f3 != 0) {
                    add4(line, 0, i + 1, f0, right[r], f1, right[r + 1], f2, right[r + 2], f3, right[r + 3]);
                    any = true;
                }
            }
            for (; r < size; r++) {
                add4(line, 0, i + 1, left[r][i], right[r], 0, right[r], 0, right[r], 0, right[r]);
                any = true;
            }
            if (any) {
                double[] target = sum[i];
                for (int j = 0; j <= i; j++) {
                    target[j] += line[j];
                }
            }
        }
    }

    private static void add4(
            float[] out,
            int from,
            int to,
            float f0,
            float[] v0,
            float f1,
            float[] v1,
            float f2,
            float[] v2,
            float f3,
            float[] v3) {
        for (int c = from; c < to; c++) {
            out[c] += f0 * v0[c] + f1 * v1[c] + f2 * v2[c] + f3 * v3[c];
        }
    }

    private static double[][] mirrored(double[][] lower) {
        for (int i = 0; i < lower.length; i++) {
            for (int j = 0; j < i; j++) {
                lower[j][i] = lower[i][j];
            }
        }
        return lower;
    }
}
