package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.cluster.LiveGroup;
import io.exogenesis.omega.learning.cluster.Member;
import io.exogenesis.omega.learning.round.Decision.Outcome;
import io.exogenesis.omega.model.PatternId;
import org.jspecify.annotations.Nullable;

/** A pattern of the running epoch and what became of it. */
final class Vote {
    final PatternVote vote;

    /** Its handle among the clusters, while it counts. */
    @Nullable
    Member<Vote> member;

    /** The group it lies in after the last update. */
    @Nullable
    LiveGroup<Vote> group;

    /** As committed; null before its first decision. */
    @Nullable
    Outcome outcome;

    /** The pattern it stands behind, as committed. */
    @Nullable
    PatternId pattern;

    Vote(PatternVote vote) {
        this.vote = vote;
    }
}
