package io.exogenesis.omega.viewer.internal.recommend;

import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.MediaId;
import java.util.List;
import java.util.Map;

/**
 * When a list is made: what was shown so far, and what may be tried with the next showings. A consistent copy, taken once.
 *
 * @param shown number of showings so far
 * @param rejections mass by title, as of now; absent: none
 * @param probation patterns that this viewer may judge, in the order it should; empty for who is no juror
 * @param day since 1970 where the viewer is: the first list of a newcomer stays the same on it
 */
public record RequestContext(
        long shown, Map<MediaId, Double> rejections, List<ConsolidatedPattern> probation, long day) {
    /** Nothing was shown, and nothing is to be tried. */
    public static final RequestContext FIRST = new RequestContext(0, Map.of(), List.of());

    public RequestContext {
        rejections = Map.copyOf(rejections);
        probation = List.copyOf(probation);
    }

    /** The same on the first day. */
    public RequestContext(long shown, Map<MediaId, Double> rejections, List<ConsolidatedPattern> probation) {
        this(shown, rejections, probation, 0);
    }
}
