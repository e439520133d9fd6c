package io.exogenesis.omega.vector.arithmetic;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.util.LongHeap;
import org.apache.lucene.util.NumericUtils;

/**
 * Keeps the k best of many scored rows, in whatever order they come; ties go to the lower row, so that a ranking does not
 * depend on chance. A heap of longs, worst kept row on top: nothing is allocated while rows are offered, except that it grows
 * up to k.
 */
public final class TopRows {
    /** A million neighbours may be asked for; that many are not reserved before they are found. */
    private static final int FIRST_CAPACITY = 64;

    private final int k;
    /** The score in the upper half, what is left of the numbers behind the row in the lower: the order of longs is theirs. */
    private final LongHeap kept;

    public TopRows(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("a search asks for at least one neighbour, not " + k);
        }
        this.k = k;
        this.kept = new LongHeap(Math.min(k, FIRST_CAPACITY));
    }

    /** Score of the worst kept row once k are kept, else −∞: a lower score has no chance. */
    public float bar() {
        return full() ? score(kept.top()) : Float.NEGATIVE_INFINITY;
    }

    public boolean full() {
        return kept.size() == k;
    }

    public void offer(int row, float score) {
        // plus 0: the integer of −0 is below that of 0
        long entry = (long) NumericUtils.floatToSortableInt(score + 0f) << Integer.SIZE | ~row & 0xFFFF_FFFFL;
        if (!full()) {
            kept.push(entry);
        } else if (entry > kept.top()) {
            kept.updateTop(entry);
        }
    }

    /** Best first. */
    public List<Int8Matrix.Match> best() {
        long[] entries = IntStream.rangeClosed(1, kept.size())
                .mapToLong(kept::get)
                .sorted()
                .toArray();
        return IntStream.range(0, entries.length)
                .mapToObj(i -> match(entries[entries.length - 1 - i]))
                .toList();
    }

    private static Int8Matrix.Match match(long entry) {
        return new Int8Matrix.Match(~(int) entry, score(entry));
    }

    private static float score(long entry) {
        return NumericUtils.sortableIntToFloat((int) (entry >> Integer.SIZE));
    }
}
