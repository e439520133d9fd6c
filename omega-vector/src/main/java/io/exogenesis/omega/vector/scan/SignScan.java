package io.exogenesis.omega.vector.scan;

import io.exogenesis.omega.vector.arithmetic.Int8;
import io.exogenesis.omega.vector.arithmetic.ScanRows;
import io.exogenesis.omega.vector.arithmetic.SignCodes;

/**
 * The search in two passes: estimate all admitted rows from their signs, then compare those exactly that may still belong to
 * the k best.
 *
 * <p>How many are compared follows from the data: with b the k-th best cosine so far, a row whose estimate is below {@code b −
 * margin · σ(b)} is passed over, σ being the error of an estimate (see {@link SignCodes}). In clustered data
 * these are some dozens, in random directions an eighth of the rows at 10,000.
 */
final class SignScan {
    /**
     * Errors of an estimate that a candidate is given in a table of up to {@link #SMALL} rows, and from {@link #LARGE} rows on.
     * On random rows, the hardest ones, recall@20 is then .99 at 10,000 and .97 at 100,000; each tenth more costs a tenth more
     * candidates.
     */
    private static final double MARGIN_SMALL = 2.2;

    private static final double MARGIN_LARGE = 1.7;
    private static final int SMALL = 10_000;
    private static final int LARGE = 100_000;
    /** The bar rises while candidates are compared, best estimates first; this far apart it is looked at again. Unit: σ. */
    private static final double STEP = 1;
    /** Blocks of 64 rows that are looked at to find where the best estimates begin. */
    private static final int SAMPLED_BLOCKS = 64;
    /** No estimate is above: a cosine of 1.05² with five errors. */
    private static final float HIGHEST = 1.5f;

    private final ScanQuery query;
    private final float[] estimates;
    private final double margin;

    private SignScan(ScanQuery query, double margin) {
        this.query = query;
        this.margin = margin;
        this.estimates = query.scratch.estimates(query.wanted.length * Long.SIZE);
    }

    /** @param end rows of the table */
    static void scan(SignCodes signs, int end, ScanQuery query, int k) {
        SignScan scan = new SignScan(query, margin(end));
        scan.estimate(signs);
        scan.compare(scan.levelOf(2 * k, 6 * k));
    }

    /** Between the two sizes, falling with the logarithm of the rows. */
    static double margin(int rows) {
        double way = Math.log((double) rows / SMALL) / Math.log((double) LARGE / SMALL);
        return MARGIN_SMALL + (MARGIN_LARGE - MARGIN_SMALL) * Math.clamp(way, 0, 1);
    }

    private void estimate(SignCodes signs) {
        ScanScratch scratch = query.scratch;
        float scale = SignCodes.planes(query.codes, query.scale, scratch.values, scratch.more, scratch.planes);
        for (int block = 0; block < query.wanted.length; block++) {
            int from = block * Long.SIZE;
            Int8.KERNEL.estimates(
                    signs.signs(from / ScanRows.CHUNK),
                    signs.factors(from / ScanRows.CHUNK),
                    from % ScanRows.CHUNK,
                    scratch.planes,
                    scale,
                    query.wanted[block],
                    estimates,
                    from);
        }
    }

    /** An estimate that between {@code few} and {@code many} rows reach, give or take the sample. */
    private float levelOf(int few, int many) {
        int blocks = query.wanted.length;
        int every = (blocks + SAMPLED_BLOCKS - 1) / SAMPLED_BLOCKS;
        float low = -HIGHEST;
        float high = HIGHEST;
        for (int i = 0; i < 12; i++) {
            float middle = (low + high) / 2;
            int n = 0;
            for (int block = 0; block < blocks; block += every) {
                n += Long.bitCount(Int8.KERNEL.between(estimates, block * Long.SIZE, middle, Float.POSITIVE_INFINITY));
            }
            if (n * every < few) {
                high = middle;
            } else if (n * every > many) {
                low = middle;
            } else {
                return middle;
            }
        }
        return low;
    }

    /** Compares downwards from {@code level}, until what is left cannot matter. */
    private void compare(float level) {
        float high = Float.POSITIVE_INFINITY;
        float low = Math.max(level, last());
        float step = (float) (STEP * SignCodes.SPREAD);
        while (true) {
            compareBetween(low, high);
            float last = last();
            if (low <= last) {
                return;
            }
            high = low;
            low = Math.max(last, low - step);
            if (low < -HIGHEST) {
                low = -Float.MAX_VALUE;
            }
            if (!query.top.full()) {
                step *= 2;
            }
        }
    }

    /** The estimate down to which rows may still matter. */
    private float last() {
        float bar = query.bar();
        if (bar < -1) {
            return -Float.MAX_VALUE;
        }
        double spread = SignCodes.SPREAD * SignCodes.SPREAD * Math.max(0, 1 - bar * bar);
        return (float) (bar - margin * Math.sqrt(spread + SignCodes.ROUNDING * SignCodes.ROUNDING));
    }

    private void compareBetween(float low, float high) {
        int[] pending = query.scratch.pending;
        int n = 0;
        for (int block = 0; block < query.wanted.length; block++) {
            n = query.compareIfFull(Int8.KERNEL.collect(estimates, block * Long.SIZE, low, high, pending, n));
        }
        query.comparePending(n);
    }
}
