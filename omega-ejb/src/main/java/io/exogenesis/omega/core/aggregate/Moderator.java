package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.learning.defence.Moderation;
import io.exogenesis.omega.learning.round.PatternOrders;
import io.exogenesis.omega.learning.round.RoundResult;

/** Whom a round asks what the operator says about titles and patterns, and tells what became of them. */
public interface Moderator {
    /** The operator says nothing. */
    Moderator NONE = new Moderator() {
        @Override
        public Moderation current() {
            return Moderation.NONE;
        }

        @Override
        public PatternOrders orders() {
            return PatternOrders.NONE;
        }

        @Override
        public void committed(RoundRecord round, RoundResult result) {}
    };

    /** What the operator says now. What is said later belongs to the next round. */
    Moderation current();

    /** What the operator says about patterns now; likewise. */
    PatternOrders orders();

    /** A round is committed. Never fails: a failure is the moderator's own affair. */
    void committed(RoundRecord round, RoundResult result);
}
