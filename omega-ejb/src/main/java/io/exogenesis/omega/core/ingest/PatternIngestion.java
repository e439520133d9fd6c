package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.Frames;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a push: rate, size and sequence decide about the push as a whole, consent and quality about each contribution. What
 * is refused for good is journalled and acknowledged like the rest, so that it is decided exactly once.
 *
 * <p>No transaction: the journal is its durability, and one commit of the database a push would cost more than all else.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PatternIngestion {
    /** Reports of outcomes of one viewer in one epoch: one for each sync of a day at the shortest usual interval, a minute. */
    static final int MAX_REPORTS = 1_440;

    private final CoreSettings settings;
    private final ViewerDirectory viewers;
    private final RateLimits limits;
    private final ContributionLedger ledger;
    private final CoreMetrics metrics;
    private final InstantSource clock;

    /** For the container's proxies, which run no method of their own. */
    @SuppressWarnings("NullAway")
    public PatternIngestion() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public PatternIngestion(
            CoreSettings settings,
            ViewerDirectory viewers,
            RateLimits limits,
            ContributionLedger ledger,
            CoreMetrics metrics,
            InstantSource clock) {
        this.settings = settings;
        this.viewers = viewers;
        this.limits = limits;
        this.ledger = ledger;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Judges, stores and counts.
     *
     * @param bytes of the push on the wire
     * @return only after everything new is durable
     * @throws RefusedException {@code RATE_LIMITED}, {@code TOO_LARGE}, {@code MALFORMED} for an empty push, {@code
     *     SEQUENCE_GAP}, {@code UNAVAILABLE}; then nothing of the push was taken
     */
    public PushOutcome push(ViewerId viewer, List<Incoming> incoming, int bytes) {
        checkForm(incoming);
        limits.bytes(viewer, bytes);
        List<PushOutcome.Refused> refused = new ArrayList<>();
        ContributionLedger.Receipt receipt = ledger.accept(
                viewer, incoming.getFirst().seq(), incoming.size(), () -> judge(viewer, incoming, refused));
        viewers.seen(viewer, clock.instant());
        long firstNew = receipt.committedThrough() - receipt.fresh().size();
        refused.removeIf(r -> r.seq() <= firstNew);
        metrics.ingested("accepted", receipt.fresh().size() - refused.size());
        metrics.ingested("duplicate", receipt.duplicates());
        refused.forEach(r -> metrics.ingested(r.code().name().toLowerCase(java.util.Locale.ROOT), 1));
        return new PushOutcome(receipt.committedThrough(), receipt.fresh().size(), receipt.duplicates(), refused);
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
                        Refusal.Code.SEQUENCE_GAP, "seq " + (expected - 1) + " is next in this push, not " + i.seq());
            }
        }
    }

    /** Runs under the viewer's lock, so that a withdrawal of consent is either seen here or erases what is taken here. */
    private List<LogEntry> judge(ViewerId viewer, List<Incoming> incoming, List<PushOutcome.Refused> refused) {
        Consents consents = viewers.consents(viewer);
        Instant now = clock.instant();
        List<LogEntry> entries = new ArrayList<>(incoming.size());
        long reports = ledger.rawOf(viewer, LogEntry.Kind.OUTCOMES);
        for (Incoming i : incoming) {
            switch (i) {
                case Incoming.Good good -> {
                    entries.add(judge(viewer, good.contribution(), consents, now, reports, refused));
                    reports += good.contribution().payload() instanceof Contribution.OfOutcomes ? 1 : 0;
                }
                case Incoming.Bad bad -> entries.add(refuse(viewer, bad.seq(), bad.code(), bad.reason(), refused));
            }
        }
        return entries;
    }

    private LogEntry judge(
            ViewerId viewer,
            Contribution contribution,
            Consents consents,
            Instant now,
            long reports,
            List<PushOutcome.Refused> refused) {
        if (!consents.allow(contribution.payload())) {
            return refuse(
                    viewer,
                    contribution.seq(),
                    Refusal.Code.CONSENT,
                    "the owner has not consented to this kind of contribution",
                    refused);
        }
        return switch (contribution.payload()) {
            case Contribution.OfSession s ->
                new LogEntry.Settled(viewer, contribution.seq(), new LogEntry.Verdict.Counted());
            case Contribution.OfPattern p
            when p.pattern().successRate() < minQuality() ->
                refuse(
                        viewer,
                        contribution.seq(),
                        Refusal.Code.QUALITY,
                        "success rate " + p.pattern().successRate() + " is below " + minQuality(),
                        refused);
            case Contribution.OfPattern p -> new LogEntry.Received(viewer, now, contribution);
            case Contribution.OfSample s -> new LogEntry.Received(viewer, now, contribution);
            case Contribution.OfOutcomes o
            when reports >= MAX_REPORTS ->
                refuse(
                        viewer,
                        contribution.seq(),
                        Refusal.Code.TOO_LARGE,
                        "more than " + MAX_REPORTS + " reports of outcomes in one epoch",
                        refused);
            case Contribution.OfOutcomes o -> new LogEntry.Received(viewer, now, contribution);
        };
    }

    private double minQuality() {
        return settings.ingest().minQuality();
    }

    private static LogEntry refuse(
            ViewerId viewer, long seq, Refusal.Code code, String reason, List<PushOutcome.Refused> refused) {
        refused.add(new PushOutcome.Refused(seq, code, reason));
        return new LogEntry.Settled(viewer, seq, new LogEntry.Verdict.Refused(code));
    }
}
