package io.exogenesis.omega.vector.arithmetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the k best of many scored rows, in whatever order they come; ties go to the lower row, so that a ranking does not
 * depend on chance. A heap on two plain arrays, worst kept row on top: nothing is allocated while rows are offered, except
 * that the arrays grow up to k.
 */
public final class TopRows {
    private static final Comparator<Int8Matrix.Match> BEST_FIRST =
            Comparator.comparingDouble(Int8Matrix.Match::score).reversed().thenComparing(Int8Matrix.Match::row);
    /** A million neighbours may be asked for; that many are not reserved before they are found. */
    private static final int FIRST_CAPACITY = 64;

    private final int k;
    private int[] rows;
    private float[] scores;
    private int size;

    public TopRows(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("a search asks for at least one neighbour, not " + k);
        }
        this.k = k;
        this.rows = new int[Math.min(k, FIRST_CAPACITY)];
        this.scores = new float[rows.length];
    }

    /** Score of the worst kept row once k are kept, else −∞: a lower score has no chance. */
    public float bar() {
        return size == k ? scores[0] : Float.NEGATIVE_INFINITY;
    }

    public boolean full() {
        return size == k;
    }

    public void offer(int row, float score) {
        if (size == k) {
            if (worse(scores[0], rows[0], score, row)) {
                sink(row, score);
            }
            return;
        }
        if (size == rows.length) {
            int longer = (int) Math.min(k, 2L * size);
            rows = Arrays.copyOf(rows, longer);
            scores = Arrays.copyOf(scores, longer);
        }
        rise(row, score);
    }

    private void rise(int row, float score) {
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!worse(score, row, scores[parent], rows[parent])) {
                break;
            }
            scores[at] = scores[parent];
            rows[at] = rows[parent];
            at = parent;
        }
        scores[at] = score;
        rows[at] = row;
    }

    /** Puts a row in the place of the worst one. */
    private void sink(int row, float score) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && worse(scores[child + 1], rows[child + 1], scores[child], rows[child])) {
                child++;
            }
            if (!worse(scores[child], rows[child], score, row)) {
                break;
            }
            scores[at] = scores[child];
            rows[at] = rows[child];
            at = child;
        }
        scores[at] = score;
        rows[at] = row;
    }

    private static boolean worse(float score, int row, float otherScore, int otherRow) {
        return score < otherScore || (score == otherScore && row > otherRow);
    }

    /** Best first. */
    public List<Int8Matrix.Match> best() {
        List<Int8Matrix.Match> best = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            best.add(new Int8Matrix.Match(rows[i], scores[i]));
        }
        best.sort(BEST_FIRST);
        return best;
    }
}
