package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.wire.v1.Refusal;
import java.util.List;

/**
 * The acknowledgement of a push.
 *
 * @param committedThroughSeq all up to here is durable
 * @param received new in this push, refused ones included
 * @param duplicates had been received before
 * @param refused decided at once, durable too
 */
public record PushOutcome(long committedThroughSeq, int received, int duplicates, List<Refused> refused) {
    public PushOutcome {
        refused = List.copyOf(refused);
    }

    /** A contribution that was refused for good. */
    public record Refused(long seq, Refusal.Code code, String reason) {}
}
