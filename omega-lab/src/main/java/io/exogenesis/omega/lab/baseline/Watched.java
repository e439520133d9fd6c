package io.exogenesis.omega.lab.baseline;

import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.model.SampledItem.Liking;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One history as numbers, oldest first, each title once at its last watch.
 *
 * @param items indices
 * @param weights one each: 1 (rating ≥ 4), .5 (3–3.5), .2 (below)
 */
@SuppressWarnings("ArrayRecordComponent") // a short-lived carrier that is never compared
public record Watched(int[] items, float[] weights) {

    public static Watched of(List<RatingEvent> events) {
        return of(events, Confidence.NONE);
    }

    /** Weights times the confidence in how often each title was watched. */
    static Watched of(List<RatingEvent> events, Confidence confidence) {
        int[] items = new int[events.size()];
        float[] weights = new float[items.length];
        Set<Integer> later = new HashSet<>();
        int from = items.length;
        for (RatingEvent e : events.reversed()) {
            if (later.add(e.item())) {
                from--;
                items[from] = e.item();
                weights[from] = (float) (Liking.ofRating(e.rating()).weight() * confidence.of(e.count()));
            }
        }
        return new Watched(
                Arrays.copyOfRange(items, from, items.length), Arrays.copyOfRange(weights, from, items.length));
    }

    /** Weights times {@code 2^(−age/halfLife)}, age in titles watched since. */
    public Watched recent(double halfLife) {
        float[] out = new float[weights.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = (float) (weights[k] * Math.pow(.5, (out.length - 1 - k) / halfLife));
        }
        return new Watched(items, out);
    }

    public int size() {
        return items.length;
    }
}
