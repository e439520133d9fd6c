package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.wire.v1.Refusal;

/** A contribution as it came: one that can be read, or a number whose content breaks the contract. */
public sealed interface Incoming {
    long seq();

    /** Readable. */
    record Good(Contribution contribution) implements Incoming {
        @Override
        public long seq() {
            return contribution.seq();
        }
    }

    /** Its content is outside of the limits: it is refused for good, so that the agent's outbox can move on. */
    record Bad(long seq, Refusal.Code code, String reason) implements Incoming {}
}
