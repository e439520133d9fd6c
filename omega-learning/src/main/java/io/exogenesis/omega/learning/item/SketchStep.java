package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.linear.Dense;
import io.exogenesis.omega.learning.linear.Vectors;
import java.util.Arrays;
import java.util.List;

/**
 * A dense sketch with sparse rows below it. A sample names 50 of ten thousand titles, so all products with the new rows cost
 * next to nothing; what remains are those among the sketch's own rows.
 *
 * @param width columns of all rows
 * @param sketch dense rows
 * @param columns for each new row its columns, each once
 * @param values for each new row one value a column
 */
record SketchStep(int width, float[][] sketch, List<int[]> columns, List<float[]> values) {

    /** New rows added up at once: a float that adds up 50,000 similar numbers one by one has lost three of its seven digits. */
    private static final int PART = 1024;

    int rows() {
        return sketch.length + columns.size();
    }

    /** All rows written out. */
    float[][] dense() {
        float[][] out = Arrays.copyOf(sketch, rows());
        for (int i = 0; i < columns.size(); i++) {
            out[sketch.length + i] = new float[width];
            scatter(i, out[sketch.length + i], true);
        }
        return out;
    }

    /** {@code AᵀA·X} for the matrix A of all rows and X of shape {@code width} × p, without forming {@code AᵀA}. */
    float[][] squared(float[][] x) {
        int p = x[0].length;
        float[][] out = sketch.length == 0
                ? new float[width][p]
                : Dense.combine(Dense.transposed(sketch), Dense.combine(sketch, x));
        float[][] part = new float[width][p];
        for (int from = 0; from < columns.size(); from += PART) {
            for (float[] row : part) {
                Arrays.fill(row, 0);
            }
            addSquared(x, from, Math.min(columns.size(), from + PART), part);
            for (int c = 0; c < width; c++) {
                Vectors.addScaled(out[c], 1, part[c]);
            }
        }
        return out;
    }

    private void addSquared(float[][] x, int from, int to, float[][] out) {
        float[] y = new float[x[0].length];
        for (int i = from; i < to; i++) {
            int[] at = columns.get(i);
            float[] v = values.get(i);
            Arrays.fill(y, 0);
            Dense.addPicked(y, v, at, x);
            for (int c = 0; c < at.length; c++) {
                Vectors.addScaled(out[at[c]], v[c], y);
            }
        }
    }

    /** {@code AᵀA·x} in double. */
    double[] squared(double[] x) {
        double[] out = new double[width];
        addSquared(sketch, x, 1, out);
        for (int i = 0; i < columns.size(); i++) {
            int[] at = columns.get(i);
            float[] v = values.get(i);
            double y = 0;
            for (int c = 0; c < at.length; c++) {
                y += v[c] * x[at[c]];
            }
            for (int c = 0; c < at.length; c++) {
                out[at[c]] += y * v[c];
            }
        }
        return out;
    }

    /** {@code out += sign·RᵀR·x} for dense rows R. */
    static void addSquared(float[][] rows, double[] x, double sign, double[] out) {
        for (float[] row : rows) {
            double y = 0;
            for (int c = 0; c < row.length; c++) {
                y += row[c] * x[c];
            }
            y *= sign;
            for (int c = 0; c < row.length; c++) {
                out[c] += y * row[c];
            }
        }
    }

    /** {@code AᵀA} itself, width × width: for few titles. */
    double[][] gramOfTitles() {
        double[][] out = Dense.gramOfColumns(List.of(sketch), width);
        for (int i = 0; i < columns.size(); i++) {
            int[] at = columns.get(i);
            float[] v = values.get(i);
            for (int a = 0; a < at.length; a++) {
                for (int b = 0; b < at.length; b++) {
                    out[at[a]][at[b]] += (double) v[a] * v[b];
                }
            }
        }
        return out;
    }

    /** Sum of all squares. */
    double energy() {
        double sum = 0;
        for (float[] row : sketch) {
            sum += energy(row);
        }
        for (float[] row : values) {
            sum += energy(row);
        }
        return sum;
    }

    static double energy(float[] row) {
        double sum = 0;
        for (float v : row) {
            sum += (double) v * v;
        }
        return sum;
    }

    /** A number that changes with any row. */
    long fingerprint() {
        long hash = width;
        for (float[] row : sketch) {
            hash = hash * 0x9e3779b97f4a7c15L + Arrays.hashCode(row);
        }
        for (int i = 0; i < columns.size(); i++) {
            hash = hash * 0x9e3779b97f4a7c15L + Arrays.hashCode(columns.get(i)) * 31L + Arrays.hashCode(values.get(i));
        }
        return hash;
    }

    /** Of all rows with all rows, the sketch's first. */
    double[][] gram() {
        int above = sketch.length;
        double[][] out = new double[rows()][rows()];
        double[][] own = Dense.gramOfRows(sketch);
        for (int k = 0; k < above; k++) {
            System.arraycopy(own[k], 0, out[k], 0, above);
        }
        float[] line = new float[width];
        for (int i = 0; i < columns.size(); i++) {
            for (int k = 0; k < above; k++) {
                out[above + i][k] = out[k][above + i] = dot(sketch[k], i);
            }
            scatter(i, line, true);
            for (int j = 0; j <= i; j++) {
                out[above + i][above + j] = out[above + j][above + i] = dot(line, j);
            }
            scatter(i, line, false);
        }
        return out;
    }

    /** {@code turn} times all rows: dense again. */
    float[][] turned(float[][] turn) {
        float[][] left = new float[turn.length][];
        for (int k = 0; k < turn.length; k++) {
            left[k] = Arrays.copyOf(turn[k], sketch.length);
        }
        float[][] out = sketch.length == 0 ? new float[turn.length][width] : Dense.combine(left, sketch);
        for (int k = 0; k < turn.length; k++) {
            for (int i = 0; i < columns.size(); i++) {
                float weight = turn[k][sketch.length + i];
                int[] at = columns.get(i);
                float[] v = values.get(i);
                for (int c = 0; c < at.length; c++) {
                    out[k][at[c]] += weight * v[c];
                }
            }
        }
        return out;
    }

    private void scatter(int row, float[] line, boolean in) {
        int[] at = columns.get(row);
        for (int c = 0; c < at.length; c++) {
            line[at[c]] = in ? values.get(row)[c] : 0;
        }
    }

    private double dot(float[] line, int row) {
        int[] at = columns.get(row);
        float[] v = values.get(row);
        double sum = 0;
        for (int c = 0; c < at.length; c++) {
            sum += (double) line[at[c]] * v[c];
        }
        return sum;
    }
}
