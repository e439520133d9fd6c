package io.exogenesis.omega.lab.data;

import java.util.List;

/**
 * What one viewer of a data set watched, ordered by (timestamp, item).
 *
 * @param id as the data set names the viewer
 */
public record ViewerHistory(String id, List<RatingEvent> events) {
    public ViewerHistory {
        events = List.copyOf(events);
    }
}
