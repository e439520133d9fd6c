package io.exogenesis.omega.core.api;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.ingest.Incoming;
import io.exogenesis.omega.core.ingest.PatternIngestion;
import io.exogenesis.omega.core.ingest.PushOutcome;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.viewers.ViewerActivity;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Patterns that a program hands in for a viewer without an agent. */
@Singleton
public class ProgramPatterns {
    private final ViewerDirectory viewers;
    private final RateLimits limits;
    private final ContributionLedger ledger;
    private final PatternIngestion ingestion;

    @Inject
    public ProgramPatterns(
            ViewerDirectory viewers, RateLimits limits, ContributionLedger ledger, PatternIngestion ingestion) {
        this.viewers = viewers;
        this.limits = limits;
        this.ledger = ledger;
        this.ingestion = ingestion;
    }

    /** Two programs at once must not read the same next number; agents push under numbers of their own and are kept out. */
    AggregatedPattern take(String coordinator, ViewerId viewer, ExogenesisPattern pattern) {
        if (!viewers.mayTakePart(viewer)) {
            throw new RefusedException(Refusal.Code.NOT_FOUND, "there is no viewer " + viewer);
        }
        return viewers.inOrder(viewer, () -> {
            if (viewers.activity()
                    .of(viewer)
                    .filter(ViewerActivity.Known::agent)
                    .isPresent()) {
                throw new RefusedException(
                        Refusal.Code.UNSUPPORTED,
                        "viewer " + viewer + " has an agent, which numbers its contributions itself");
            }
            limits.request(viewer);
            long seq = ledger.committedThrough(viewer) + 1;
            Contribution contribution = new Contribution(seq, new Contribution.OfPattern(pattern));
            PushOutcome outcome = ingestion.push(
                    viewer,
                    List.of(new Incoming.Good(contribution)),
                    WireCodec.toWire(contribution).getSerializedSize());
            return new AggregatedPattern(
                    coordinator,
                    viewer,
                    pattern.id(),
                    seq,
                    outcome.refused().stream().findFirst());
        });
    }
}
