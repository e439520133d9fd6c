package io.exogenesis.omega.vector;

import io.exogenesis.omega.model.Embedding;

/** Compares a query with every admitted row. */
final class ExactScan {
    private static final int D = Embedding.DIMENSIONS;
    /** Rows that the kernel takes at once. */
    private static final int GROUP = Int8Kernel.GROUP;

    private ExactScan() {}

    static void scan(
            ScanRows rows, int end, ScanQuery query, RowSet live, RowSet admitted, float threshold, TopRows top) {
        float[] dots = new float[GROUP];
        for (int from = 0; from < end; from += Long.SIZE) {
            long wanted = live.word(from / Long.SIZE) & admitted.word(from / Long.SIZE);
            if (wanted != 0) {
                block(rows, from, wanted, query, threshold, dots, top);
            }
        }
    }

    /** 64 rows, those whose bit is set in {@code wanted}. A group with one wanted row alone is not worth its neighbours. */
    private static void block(
            ScanRows rows, int from, long wanted, ScanQuery query, float threshold, float[] dots, TopRows top) {
        byte[] codes = rows.codes(from / ScanRows.CHUNK);
        float[] scales = rows.scales(from / ScanRows.CHUNK);
        int base = from % ScanRows.CHUNK;
        float bar = Math.max(threshold, top.bar());
        for (int g = 0; g < Long.SIZE; g += GROUP) {
            long group = wanted >>> g & (1L << GROUP) - 1;
            if (group == 0) {
                continue;
            }
            int first = base + g;
            if (Long.bitCount(group) == 1) {
                int r = Long.numberOfTrailingZeros(group);
                dots[r] = Int8.KERNEL.dot(query.codes(), codes, (first + r) * D);
            } else {
                Int8.KERNEL.dotGroup(query.codes(), codes, first * D, dots);
            }
            for (; group != 0; group &= group - 1) {
                int r = Long.numberOfTrailingZeros(group);
                float cosine = dots[r] * query.scale() * scales[first + r];
                if (cosine >= bar) {
                    top.offer(from + g + r, cosine);
                    bar = Math.max(threshold, top.bar());
                }
            }
        }
    }
}
