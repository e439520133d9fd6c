package io.exogenesis.omega.vector;

/** Compares a query with every admitted row. */
final class ExactScan {
    private ExactScan() {}

    static void scan(ScanRows rows, int end, ScanQuery query) {
        int[] pending = query.scratch.pending;
        int n = 0;
        for (int from = 0; from < end; from += Long.SIZE) {
            for (long wanted = query.wanted(from / Long.SIZE); wanted != 0; wanted &= wanted - 1) {
                pending[n++] = from + Long.numberOfTrailingZeros(wanted);
            }
            if (n > ScanScratch.PENDING - Long.SIZE) {
                query.compare(rows, pending, n);
                n = 0;
            }
        }
        query.compare(rows, pending, n);
    }
}
