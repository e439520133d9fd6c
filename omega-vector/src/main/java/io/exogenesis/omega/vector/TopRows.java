package io.exogenesis.omega.vector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the k best of many scored rows; ties go to the lower row, so that a ranking does not depend on chance. */
final class TopRows {
    private static final Comparator<Int8Matrix.Match> WORST_FIRST = Comparator.comparingDouble(Int8Matrix.Match::score)
            .thenComparing(Int8Matrix.Match::row, Comparator.reverseOrder());

    private final int k;
    private final PriorityQueue<Int8Matrix.Match> kept;
    /** Score of the worst kept row once k are kept: most rows fail here without any allocation. */
    private float bar = Float.NEGATIVE_INFINITY;

    TopRows(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("a search asks for at least one neighbour, not " + k);
        }
        this.k = k;
        this.kept = new PriorityQueue<>(Math.min(k, 1_024), WORST_FIRST);
    }

    /** Rows must come in ascending order. */
    void offer(int row, float score) {
        if (kept.size() == k) {
            if (!(score > bar)) {
                return;
            }
            kept.poll();
        }
        kept.add(new Int8Matrix.Match(row, score));
        Int8Matrix.Match worst = kept.peek();
        if (kept.size() == k && worst != null) {
            bar = worst.score();
        }
    }

    /** Best first. */
    List<Int8Matrix.Match> best() {
        List<Int8Matrix.Match> best = new ArrayList<>(kept);
        best.sort(WORST_FIRST.reversed());
        return best;
    }
}
