package io.exogenesis.omega.vector.search;

import io.exogenesis.omega.model.MediaItem;
import java.util.List;

/**
 * A title that was found.
 *
 * @param score compares within one answer only
 * @param reasons sentences for a person, the strongest first; at least one. Names in them come from outside
 */
public record FoundTitle(MediaItem item, double score, List<String> reasons) {
    public FoundTitle {
        reasons = List.copyOf(reasons);
    }
}
