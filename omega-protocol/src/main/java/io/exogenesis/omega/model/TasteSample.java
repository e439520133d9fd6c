package io.exogenesis.omega.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The bounded sample of titles that a viewer contributes under the second consent: in the order watched, without times,
 * durations or ratings beyond three steps. At most {@link #MAX_ITEMS}, each title once.
 */
public record TasteSample(List<SampledItem> items) {
    /** Hard limit of the protocol, for owners who agreed to a large sample ({@link Consents#largeSample}). */
    public static final int MAX_ITEMS = 200;
    /** L of the learning design: the newest 25 and the best rated 25 of the rest. What the consent to samples covers by itself. */
    public static final int DEFAULT_ITEMS = 50;

    public TasteSample {
        items = List.copyOf(items);
        if (items.isEmpty() || items.size() > MAX_ITEMS) {
            throw new InvalidValueException("a sample has 1 to " + MAX_ITEMS + " titles, not " + items.size());
        }
        Set<MediaId> seen = new HashSet<>();
        for (SampledItem item : items) {
            if (!seen.add(item.item())) {
                throw new InvalidValueException("a sample names a title twice: " + item.item());
            }
        }
    }
}
