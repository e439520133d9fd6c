package io.exogenesis.omega.viewer.internal.recommend;

import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.RecommendationList.EmptyReason;
import io.exogenesis.omega.viewer.ShownTitle;
import java.util.List;
import java.util.Optional;

/**
 * A list ready to be shown.
 *
 * @param best in order
 * @param shown how the first of them are to be remembered, at most {@link
 *     io.exogenesis.omega.viewer.internal.track.ShownList#MAX_PLACES}
 * @param emptyReason why there is none; empty if there is one
 */
public record Offer(List<Recommendation> best, List<ShownTitle> shown, Optional<EmptyReason> emptyReason) {
    public Offer {
        best = List.copyOf(best);
        shown = List.copyOf(shown);
    }
}
