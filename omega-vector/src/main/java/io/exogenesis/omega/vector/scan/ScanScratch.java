package io.exogenesis.omega.vector.scan;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.SignCodes;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * What one search writes to while it runs. Lent out and taken back, so that a search in a table of ten thousand rows does not
 * allocate 40 KB each time; one for each core is kept, for all tables of the process.
 */
final class ScanScratch {
    /** Candidates that wait to be compared: two blocks' worth, so that a whole block fits behind less than one. */
    static final int PENDING = 128;

    private static final ArrayBlockingQueue<ScanScratch> IDLE =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());
    /** One megabyte: the space of a larger table is not kept. */
    private static final int LONGEST_KEPT = 1 << 18;

    final int[] values = new int[Embedding.DIMENSIONS];
    final int[] more = new int[Embedding.DIMENSIONS];
    final int[] planes = new int[SignCodes.PLANES * SignCodes.WORDS];
    /** Dot products of the pending rows, or of a block. */
    final float[] dots = new float[PENDING];

    final int[] pending = new int[PENDING];
    private float[] estimates = new float[0];

    private ScanScratch() {}

    static ScanScratch borrow() {
        ScanScratch idle = IDLE.poll();
        return idle == null ? new ScanScratch() : idle;
    }

    /** It is dropped if enough are kept already. */
    void giveBack() {
        if (estimates.length <= LONGEST_KEPT) {
            IDLE.offer(this);
        }
    }

    /** At least {@code n} values, of whatever the last search left. */
    float[] estimates(int n) {
        if (estimates.length < n) {
            estimates = new float[Math.max(n, Math.min(2 * estimates.length, LONGEST_KEPT))];
        }
        return estimates;
    }
}
