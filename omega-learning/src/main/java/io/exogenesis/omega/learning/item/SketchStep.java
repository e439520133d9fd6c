package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.linear.Dense;
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
