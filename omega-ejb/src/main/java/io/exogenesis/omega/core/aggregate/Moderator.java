package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.learning.defence.Moderation;
import io.exogenesis.omega.learning.round.RoundResult;

/** Whom a round asks what the operator says about titles, and tells what became of them. */
public interface Moderator {
    /** The operator says nothing. */
    Moderator NONE = new Moderator() {
        @Override
        public Moderation current() {
            return Moderation.NONE;
        }

        @Override
        public void committed(RoundRecord round, RoundResult result) {}
    };

    /** What the operator says now. What is said later belongs to the next round. */
    Moderation current();

    /** A round is committed. Never fails: a failure is the moderator's own affair. */
    void committed(RoundRecord round, RoundResult result);
}
