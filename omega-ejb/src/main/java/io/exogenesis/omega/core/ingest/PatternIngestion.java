package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.Frames;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes a push: rate, size, sequence and quota decide about the push as a whole, consent and quality about each contribution
 * ({@link Judge}). What is refused for good is journalled and acknowledged like the rest, so that it is decided exactly once.
 *
 * <p>No transaction: the journal is its durability, and one commit of the database a push would cost more than all else.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PatternIngestion {
    private Judge judge;
    private EpochQuota quota;
    private RateLimits limits;
    private ContributionLedger ledger;
    private CoreMetrics metrics;

    /** For the container's proxies, which run no method of their own. */
    @SuppressWarnings("NullAway.Init")
    public PatternIngestion() {}

    @Inject
    public PatternIngestion(
            Judge judge, EpochQuota quota, RateLimits limits, ContributionLedger ledger, CoreMetrics metrics) {
        this.judge = judge;
        this.quota = quota;
        this.limits = limits;
        this.ledger = ledger;
        this.metrics = metrics;
    }

    /**
     * Judges, stores and counts.
     *
     * @param bytes of the push on the wire
     * @return only after everything new is durable
     * @throws RefusedException {@code RATE_LIMITED}, {@code TOO_LARGE}, {@code MALFORMED} for an empty push, {@code
     *     SEQUENCE_GAP}, {@code QUOTA}, {@code UNAVAILABLE}; then nothing of the push was taken
     */
    public PushOutcome push(ViewerId viewer, List<Incoming> incoming, int bytes) {
        checkForm(incoming);
        limits.bytes(viewer, bytes);
        List<PushOutcome.Refused> refused = new ArrayList<>();
        Receipt receipt = accepted(viewer, incoming, refused);
        judge.acknowledged(viewer);
        long firstNew = receipt.committedThrough() - receipt.fresh().size();
        refused.removeIf(r -> r.seq() <= firstNew);
        metrics.ingested("accepted", receipt.fresh().size() - refused.size());
        metrics.ingested("duplicate", receipt.duplicates());
        refused.forEach(r -> metrics.ingested(r.code().name().toLowerCase(Locale.ROOT), 1));
        receipt.fresh().forEach(this::countKind);
        incoming.stream().filter(i -> i.seq() > firstNew).forEach(i -> countSession(i, refused));
        return new PushOutcome(receipt.committedThrough(), receipt.fresh().size(), receipt.duplicates(), refused);
    }

    /** A report is admitted on arrival. */
    private void countKind(LogEntry entry) {
        if (entry instanceof LogEntry.Received r && r.contribution().payload() instanceof Contribution.OfOutcomes o) {
            metrics.count(Metric.AUDIT_REPORTS, "", 1);
            o.outcomes().items().forEach(i -> {
                metrics.count(Metric.AUDIT_OUTCOMES, "shown", i.shown());
                metrics.count(Metric.AUDIT_OUTCOMES, "watched", i.watched());
            });
        }
    }

    /** A session's summary is counted on arrival, and its content is not kept. */
    private void countSession(Incoming incoming, List<PushOutcome.Refused> refused) {
        if (incoming instanceof Incoming.Good(Contribution c)
                && c.payload() instanceof Contribution.OfSession s
                && refused.stream().noneMatch(r -> r.seq() == c.seq())) {
            metrics.count(Metric.SESSIONS, "", 1);
            metrics.count(Metric.SESSION_SECONDS, "", s.summary().watchedSeconds());
        }
    }

    private Receipt accepted(ViewerId viewer, List<Incoming> incoming, List<PushOutcome.Refused> refused) {
        try {
            return ledger.accept(
                    viewer,
                    incoming.getFirst().seq(),
                    incoming.size(),
                    () -> judge.judge(viewer, incoming, refused),
                    quota::check);
        } catch (QuotaExceededException e) {
            metrics.refusedByQuota(e.kind().label(), incoming.size());
            throw e;
        }
    }

    private static void checkForm(List<Incoming> incoming) {
        if (incoming.isEmpty()) {
            throw new RefusedException(Refusal.Code.MALFORMED, "a push has at least one contribution");
        }
        if (incoming.size() > Frames.MAX_CONTRIBUTIONS_PER_PUSH) {
            throw new RefusedException(
                    Refusal.Code.TOO_LARGE,
                    "a push has at most " + Frames.MAX_CONTRIBUTIONS_PER_PUSH + " contributions, not "
                            + incoming.size());
        }
        long expected = incoming.getFirst().seq();
        if (expected < 1) {
            throw new RefusedException(Refusal.Code.MALFORMED, "a sequence number is at least 1");
        }
        for (Incoming i : incoming) {
            if (i.seq() != expected++) {
                throw new RefusedException(
                        Refusal.Code.SEQUENCE_GAP,
                        "seq " + Long.toUnsignedString(expected - 1) + " is next in this push, not "
                                + Long.toUnsignedString(i.seq()));
            }
        }
    }
}
