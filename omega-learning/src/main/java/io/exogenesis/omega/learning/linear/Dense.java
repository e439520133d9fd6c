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
            accumulate(block, size, out);
        }
        return mirrored(out);
    }

    /** {@code AᵀA}, n × n, for A of n columns; float within blocks of 1,024 rows, double over blocks. */
    public static double[][] gramOfColumns(List<float[]> rows, int n) {
        double[][] out = new double[n][n];
        for (int from = 0; from < rows.size(); from += BLOCK) {
            int size = Math.min(BLOCK, rows.size() - from);
            accumulate(rows.subList(from, from + size).toArray(float[][]::new), size, out);
        }
        return mirrored(out);
    }

    /** {@code M·A}: row k of the result is {@code Σ_i m[k][i]·a[i]}; shape (rows of m) × (columns of a). */
    public static float[][] combine(float[][] m, float[][] a) {
        int columns = a.length == 0 ? 0 : a[0].length;
        float[][] out = new float[m.length][columns];
        for (int from = 0; from < columns; from += BLOCK) {
            int to = Math.min(columns, from + BLOCK);
            for (int k = 0; k < m.length; k++) {
                addAll(out[k], m[k], a, from, to);
            }
        }
        return out;
    }

    /** {@code out += Σ_i factors[i]·a[i]} over all columns. */
    public static void addAll(float[] out, float[] factors, float[][] a) {
        addAll(out, factors, a, 0, out.length);
    }

    private static void addAll(float[] out, float[] f, float[][] a, int from, int to) {
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            if (f[i] != 0 || f[i + 1] != 0 || f[i + 2] != 0 || f[i + 3] != 0) {
                add4(out, from, to, f[i], a[i], f[i + 1], a[i + 1], f[i + 2], a[i + 2], f[i + 3], a[i + 3]);
            }
        }
        for (; i < a.length; i++) {
            add4(out, from, to, f[i], a[i], 0, a[i], 0, a[i], 0, a[i]);
        }
    }

    private static void accumulate(float[][] rows, int size, double[][] sum) {
        int n = sum.length;
        float[] line = new float[n];
        for (int i = 0; i < n; i++) {
            java.util.Arrays.fill(line, 0, i + 1, 0);
            boolean any = false;
            int r = 0;
            for (; r + 3 < size; r += 4) {
                float f0 = rows[r][i];
                float f1 = rows[r + 1][i];
                float f2 = rows[r + 2][i];
                float f3 = rows[r + 3][i];
                if (f0 != 0 || f1 != 0 || f2 != 0 || f3 != 0) {
                    add4(line, 0, i + 1, f0, rows[r], f1, rows[r + 1], f2, rows[r + 2], f3, rows[r + 3]);
                    any = true;
                }
            }
            for (; r < size; r++) {
                add4(line, 0, i + 1, rows[r][i], rows[r], 0, rows[r], 0, rows[r], 0, rows[r]);
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
