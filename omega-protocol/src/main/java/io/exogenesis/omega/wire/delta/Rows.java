package io.exogenesis.omega.wire.delta;

import io.exogenesis.omega.wire.v1.ItemModel;
import java.util.HashMap;
import java.util.Map;

/**
 * Codes and scales of a model, and what the next one's rows are expected to be.
 *
 * @param rank d
 * @param codes I × d
 * @param scales I
 */
record Rows(int rank, byte[] codes, float[] scales) {
    /** The largest code. */
    static final int MOST = 127;

    /** Scales of a row that follow each other differ by this factor. */
    private static final float RUNG = 1.25f;

    /** @throws DeltaException if sizes do not fit */
    static Rows of(ItemModel model) {
        int items = model.getMediaIdsCount();
        int rank = model.getRank();
        if (rank < 1
                || model.getSpectrumCount() != rank
                || model.getScalesCount() != items
                || model.getCodes().size() != (long) items * rank) {
            throw new DeltaException("an item model's sizes do not fit each other");
        }
        float[] scales = new float[items];
        for (int j = 0; j < items; j++) {
            scales[j] = model.getScales(j);
        }
        return new Rows(rank, model.getCodes().toByteArray(), scales);
    }

    /** Row by title. */
    static Map<String, Integer> places(ItemModel model) {
        Map<String, Integer> out = HashMap.newHashMap(model.getMediaIdsCount());
        model.getMediaIdsList().forEach(id -> out.put(id, out.size()));
        return out;
    }

    /** Scale of a row, so many rungs up or down. One multiplication after the other, so that it is the same everywhere. */
    float scale(int row, int rungs) {
        float scale = scales[row];
        for (int n = 0; n < rungs; n++) {
            scale *= RUNG;
        }
        for (int n = 0; n > rungs; n--) {
            scale /= RUNG;
        }
        return scale;
    }

    /**
     * A row's turned codes in units of another scale.
     *
     * @param sums scratch, one for each of {@code out}
     */
    void expect(int row, Turn turn, float scale, int[] sums, int[] out) {
        java.util.Arrays.fill(sums, 0);
        int[] values = turn.values();
        for (int i = 0; i < rank; i++) {
            int code = codes[row * rank + i];
            int from = i * sums.length;
            for (int k = 0; k < sums.length; k++) {
                sums[k] += code * values[from + k];
            }
        }
        double unit = scale == 0 ? 0 : (double) scales[row] / ((double) scale * Turn.ONE);
        for (int k = 0; k < sums.length; k++) {
            out[k] = limited(Math.round(sums[k] * unit));
        }
    }

    static int limited(long code) {
        return Math.clamp(code, -MOST, MOST);
    }
}
