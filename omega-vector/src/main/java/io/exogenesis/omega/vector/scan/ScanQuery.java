package io.exogenesis.omega.vector.scan;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Int8;
import io.exogenesis.omega.vector.arithmetic.Int8Kernel;
import io.exogenesis.omega.vector.arithmetic.ScanRows;
import io.exogenesis.omega.vector.arithmetic.TopRows;

/** One search: what is looked for, among which rows, and what was found so far. Closing gives its space to the next one. */
final class ScanQuery implements AutoCloseable {
    /** With so many wanted rows of 64, comparing all 64 in one go costs no more than picking them. */
    private static final int DENSE = 36;

    final byte[] codes;
    final float scale;
    final TopRows top;
    final ScanScratch scratch;
    /** The rows that may be answered, 64 a word. */
    final long[] wanted;

    private final ScanRows rows;
    /** The codes as floats, whose sums of products stay exact integers. */
    private final float[] widened;

    private final float threshold;

    ScanQuery(Embedding query, int k, ScanRows rows, long[] wanted, float threshold) {
        this.codes = query.codes();
        this.scale = query.scale();
        this.widened = Int8.widened(codes);
        this.top = new TopRows(k);
        this.rows = rows;
        this.wanted = wanted;
        this.threshold = threshold;
        this.scratch = ScanScratch.borrow();
    }

    @Override
    public void close() {
        scratch.giveBack();
    }

    /** The cosine that a row must reach to matter. */
    float bar() {
        return Math.max(threshold, top.bar());
    }

    /** Compares every row that may be answered. */
    void compareAll() {
        int n = 0;
        for (int block = 0; block < wanted.length; block++) {
            int from = block * Long.SIZE;
            long word = wanted[block];
            if (Long.bitCount(word) >= DENSE) {
                compareBlock(from, word);
                continue;
            }
            for (; word != 0; word &= word - 1) {
                scratch.pending[n++] = from + Long.numberOfTrailingZeros(word);
            }
            n = compareIfFull(n);
        }
        comparePending(n);
    }

    /** Compares the 64 rows from {@code from} and keeps those whose bit is set in {@code word}. */
    private void compareBlock(int from, long word) {
        int first = from % ScanRows.CHUNK;
        float[] dots = scratch.dots;
        Int8.KERNEL.dotBlock(widened, rows.codesOf(from), ScanRows.offset(from), dots);
        long good = word & Int8.KERNEL.cosines(dots, scale, rows.scales(from / ScanRows.CHUNK), first, bar());
        for (; good != 0; good &= good - 1) {
            int r = Long.numberOfTrailingZeros(good);
            top.offer(from + r, dots[r]);
        }
    }

    /**
     * Compares the first {@code n} of the pending rows if there is no room for a block behind them.
     *
     * @return how many are pending now
     */
    int compareIfFull(int n) {
        if (n <= ScanScratch.PENDING - Long.SIZE) {
            return n;
        }
        comparePending(n);
        return 0;
    }

    /** Compares the first {@code n} of the pending rows. */
    void comparePending(int n) {
        int[] pending = scratch.pending;
        float[] dots = scratch.dots;
        int i = 0;
        for (; i + Int8Kernel.GROUP <= n; i += Int8Kernel.GROUP) {
            int a = pending[i];
            int b = pending[i + 1];
            int c = pending[i + 2];
            int d = pending[i + 3];
            Int8.KERNEL.dotGroup(
                    widened,
                    rows.codesOf(a),
                    ScanRows.offset(a),
                    rows.codesOf(b),
                    ScanRows.offset(b),
                    rows.codesOf(c),
                    ScanRows.offset(c),
                    rows.codesOf(d),
                    ScanRows.offset(d),
                    dots,
                    i);
        }
        for (; i < n; i++) {
            dots[i] = Int8.KERNEL.dot(widened, rows.codesOf(pending[i]), ScanRows.offset(pending[i]));
        }
        float bar = bar();
        for (int p = 0; p < n; p++) {
            float cosine = dots[p] * scale * rows.scaleOf(pending[p]);
            if (cosine >= bar) {
                top.offer(pending[p], cosine);
                bar = bar();
            }
        }
    }
}
