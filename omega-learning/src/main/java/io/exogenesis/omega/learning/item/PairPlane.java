package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.LearningException;
import java.util.Arrays;

/**
 * Directed co-occurrence in rows of the item model: {@code value(i, j) = G/√((r_i+5)(c_j+5))}, G being the weight with which j
 * came at most {@code window} places after i in samples of at least two viewers, r and c its sums by row and by column.
 *
 * @param rowEnds exclusive end of each row's entries, one for each title
 * @param columns row of the title that came later
 * @param values one for each column, > 0
 */
public record PairPlane(int window, int[] rowEnds, int[] columns, float[] values) {
    public PairPlane {
        int last = 0;
        for (int end : rowEnds) {
            if (end < last) {
                throw new LearningException("row ends of a pair plane descend: " + last + ", " + end);
            }
            last = end;
        }
        if (last != columns.length || columns.length != values.length) {
            throw new LearningException("a pair plane has " + last + " entries, " + columns.length + " columns and "
                    + values.length + " values");
        }
        for (int c : columns) {
            if (c < 0 || c >= rowEnds.length) {
                throw new LearningException("a pair plane of " + rowEnds.length + " titles names title " + c);
            }
        }
    }

    /** From the entries of each row. */
    static PairPlane ofRows(int window, int[][] columns, float[][] values) {
        int total = Arrays.stream(columns).mapToInt(c -> c.length).sum();
        int[] ends = new int[columns.length];
        int[] allColumns = new int[total];
        float[] allValues = new float[total];
        int at = 0;
        for (int row = 0; row < columns.length; row++) {
            System.arraycopy(columns[row], 0, allColumns, at, columns[row].length);
            System.arraycopy(values[row], 0, allValues, at, columns[row].length);
            at += columns[row].length;
            ends[row] = at;
        }
        return new PairPlane(window, ends, allColumns, allValues);
    }

    int rowStart(int row) {
        return row == 0 ? 0 : rowEnds[row - 1];
    }
}
