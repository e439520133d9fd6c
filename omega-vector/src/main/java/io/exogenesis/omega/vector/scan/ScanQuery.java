package io.exogenesis.omega.vector.scan;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Int8;
import io.exogenesis.omega.vector.arithmetic.Int8Kernel;
import io.exogenesis.omega.vector.arithmetic.ScanRows;
import io.exogenesis.omega.vector.arithmetic.TopRows;

/** One search: what is looked for, among which rows, and what was found so far. */
final class ScanQuery {
    private static final int D = Embedding.DIMENSIONS;

    final byte[] codes;
    final float scale;
    /** The codes as floats, whose sums of products stay exact integers. */
    final float[] widened;

    final float threshold;
    final TopRows top;
    final ScanScratch scratch;
    private final RowSet live;
    private final RowSet admitted;

    ScanQuery(Embedding query, int k, RowSet live, RowSet admitted, float threshold, ScanScratch scratch) {
        this.codes = query.codes();
        this.scale = query.scale();
        this.widened = scratch.query;
        for (int i = 0; i < D; i++) {
            widened[i] = codes[i];
        }
        this.top = new TopRows(k);
        this.live = live;
        this.admitted = admitted;
        this.threshold = threshold;
        this.scratch = scratch;
    }

    /** The rows 64·{@code index} … that may be answered, a bit each. */
    long wanted(int index) {
        return live.word(index) & admitted.word(index);
    }

    /** How many rows below {@code end} may be answered. */
    int wantedBelow(int end) {
        int n = 0;
        for (int i = 0; i * Long.SIZE < end; i++) {
            n += Long.bitCount(wanted(i));
        }
        return n;
    }

    /** The cosine that a row must reach to matter. */
    float bar() {
        return Math.max(threshold, top.bar());
    }

    /** Compares the 64 rows from {@code from} and keeps those whose bit is set in {@code wanted}. */
    void compareBlock(ScanRows rows, int from, long wanted) {
        int chunk = from / ScanRows.CHUNK;
        int first = from % ScanRows.CHUNK;
        float[] dots = scratch.dots;
        Int8.KERNEL.dotBlock(widened, rows.codes(chunk), first * D, dots);
        long good = wanted & Int8.KERNEL.cosines(dots, scale, rows.scales(chunk), first, bar());
        for (; good != 0; good &= good - 1) {
            int r = Long.numberOfTrailingZeros(good);
            top.offer(from + r, dots[r]);
        }
    }

    /** Compares the first {@code n} of the pending rows. */
    void comparePending(ScanRows rows, int n) {
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
