package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.ingest.Incoming;
import io.exogenesis.omega.core.ingest.PatternIngestion;
import io.exogenesis.omega.core.ingest.PushOutcome;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.Frames;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.Contribution;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.RefusedContribution;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** PUSH_PATTERNS: a viewer's contributions in, their acknowledgement out. */
@Singleton
public class PushStep {
    private final RateLimits limits;
    private final PatternIngestion ingestion;

    @Inject
    public PushStep(RateLimits limits, PatternIngestion ingestion) {
        this.limits = limits;
        this.ingestion = ingestion;
    }

    /** @throws RefusedException as {@link PatternIngestion#push}; then nothing of the push was taken */
    PushAck push(ViewerId viewer, PushPatterns push) {
        limits.request(viewer);
        if (push.getContributionsCount() > Frames.MAX_CONTRIBUTIONS_PER_PUSH) {
            throw new RefusedException(
                    Refusal.Code.TOO_LARGE,
                    "a push has at most " + Frames.MAX_CONTRIBUTIONS_PER_PUSH + " contributions, not "
                            + push.getContributionsCount());
        }
        List<Incoming> incoming = new ArrayList<>(push.getContributionsCount());
        for (Contribution wire : push.getContributionsList()) {
            incoming.add(incoming(wire));
        }
        PushOutcome outcome = ingestion.push(viewer, incoming, push.getSerializedSize());
        PushAck.Builder ack = PushAck.newBuilder()
                .setCommittedThroughSeq(outcome.committedThroughSeq())
                .setReceived(outcome.received())
                .setDuplicates(outcome.duplicates());
        outcome.refused()
                .forEach(r -> ack.addRefused(RefusedContribution.newBuilder()
                        .setSeq(r.seq())
                        .setReason(Refusals.of(r.code(), r.reason(), 0))));
        return ack.build();
    }

    private static Incoming incoming(Contribution wire) {
        try {
            return new Incoming.Good(WireCodec.fromWire(wire));
        } catch (MalformedMessageException e) {
            return new Incoming.Bad(wire.getSeq(), e.code(), String.valueOf(e.getMessage()));
        }
    }
}
