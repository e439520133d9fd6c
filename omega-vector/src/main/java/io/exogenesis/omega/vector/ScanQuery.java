package io.exogenesis.omega.vector;

import io.exogenesis.omega.model.Embedding;

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

    /** Compares {@code n} rows of {@code numbers} exactly, four at a time. */
    void compare(ScanRows rows, int[] numbers, int n) {
        int i = 0;
        for (; i + Int8Kernel.GROUP <= n; i += Int8Kernel.GROUP) {
            for (int g = 0; g < Int8Kernel.GROUP; g++) {
                int row = numbers[i + g];
                scratch.arrays[g] = rows.codes(row / ScanRows.CHUNK);
                scratch.offsets[g] = row % ScanRows.CHUNK * D;
            }
            Int8.KERNEL.dotGroup(widened, scratch.arrays, scratch.offsets, scratch.dots);
            for (int g = 0; g < Int8Kernel.GROUP; g++) {
                offer(rows, numbers[i + g], scratch.dots[g]);
            }
        }
        for (; i < n; i++) {
            int row = numbers[i];
            offer(rows, row, Int8.KERNEL.dot(widened, rows.codes(row / ScanRows.CHUNK), row % ScanRows.CHUNK * D));
        }
    }

    private void offer(ScanRows rows, int row, float dot) {
        float cosine = dot * scale * rows.scales(row / ScanRows.CHUNK)[row % ScanRows.CHUNK];
        if (cosine >= threshold) {
            top.offer(row, cosine);
        }
    }
}
