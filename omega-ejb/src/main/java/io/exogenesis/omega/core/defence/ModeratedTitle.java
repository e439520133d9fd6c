package io.exogenesis.omega.core.defence;

import io.exogenesis.omega.core.port.TitleAnchor;
import io.exogenesis.omega.learning.defence.TitleStanding;
import io.exogenesis.omega.learning.defence.TitleStanding.State;
import io.exogenesis.omega.model.MediaId;
import java.util.Optional;

/**
 * A title as the operator sees it: what a round said of it, and what the operator said since.
 *
 * @param name as the catalogue has it; empty if the catalogue does not know the title any more
 * @param standing as of the round that the page names
 * @param anchor the operator's, if there is one
 * @param clearing whether its refutation was cleared and no epoch has taken that in yet
 */
public record ModeratedTitle(String name, TitleStanding standing, Optional<TitleAnchor> anchor, boolean clearing) {

    public MediaId id() {
        return standing.title();
    }

    /** The round's, corrected by what the operator said since. */
    public State state() {
        if (anchor.isPresent()) {
            return State.ANCHORED;
        }
        return standing.state() == State.ANCHORED ? State.FREE : standing.state();
    }

    /** The round's, or what the operator's word will do, in one sentence. */
    public String reason() {
        if (anchor.isPresent() && standing.state() != State.ANCHORED) {
            return "the operator vouches for it, from the next round on; before: " + standing.reason();
        }
        if (anchor.isEmpty() && standing.state() == State.ANCHORED) {
            return "the operator does not vouch for it any more; the next round says where it stands";
        }
        return clearing ? "cleared, from the next round on; before: " + standing.reason() : standing.reason();
    }
}
