package io.exogenesis.omega.vector.scan;

import io.exogenesis.omega.vector.arithmetic.ScanRows;

/** Compares a query with every admitted row. */
final class ExactScan {
    /** With so many wanted rows of 64, comparing all 64 in one go costs no more than picking them. */
    private static final int DENSE = 36;

    private ExactScan() {}

    static void scan(ScanRows rows, int end, ScanQuery query) {
        int[] pending = query.scratch.pending;
        int n = 0;
        for (int from = 0; from < end; from += Long.SIZE) {
            long wanted = query.wanted(from / Long.SIZE);
            if (Long.bitCount(wanted) >= DENSE) {
                query.compareBlock(rows, from, wanted);
                continue;
            }
            for (; wanted != 0; wanted &= wanted - 1) {
                pending[n++] = from + Long.numberOfTrailingZeros(wanted);
            }
            if (n > ScanScratch.PENDING - Long.SIZE) {
                query.comparePending(rows, n);
                n = 0;
            }
        }
        query.comparePending(rows, n);
    }
}
