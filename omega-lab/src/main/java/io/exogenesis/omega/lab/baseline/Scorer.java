package io.exogenesis.omega.lab.baseline;

import io.exogenesis.omega.lab.data.RatingEvent;
import java.util.List;

/** Scores the whole catalogue for one viewer. Called by several threads at once. */
@FunctionalInterface
public interface Scorer {

    /**
     * @param known what the viewer watched, oldest first; may be empty, and may differ from what was trained on
     * @return one score for each title of the data set, higher is better, never NaN; those of watched titles are not read
     */
    float[] scores(List<RatingEvent> known);
}
