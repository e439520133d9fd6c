package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.EpochCeiling;
import io.exogenesis.omega.core.config.EpochLimits;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How much an epoch takes: of one viewer its places, of all together what the heap carries. A push beyond is refused whole, and
 * the agent keeps it for the next epoch.
 *
 * <p>When the epoch is nearly full, what is left is shared out: from {@value #SHARING} of the ceiling on a viewer is refused
 * that has as much as the places left allow to one, so those who have most stop first, and who has nothing yet is taken until
 * the epoch is full.
 */
@Singleton
public class EpochQuota {
    /** Share of the ceiling from which on the rest is shared out. */
    static final double SHARING = .8;
    /** When the epoch ends with the next round, or should have ended: a round is due soon. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private final EpochLimits limits;
    private final EpochCeiling ceiling;
    private final Optional<Duration> epochLength;
    private final Duration interval;
    private final ContributionLedger ledger;
    private final InstantSource clock;

    @Inject
    public EpochQuota(CoreSettings settings, ContributionLedger ledger, InstantSource clock) {
        this(settings, ledger, clock, Runtime.getRuntime().maxMemory());
    }

    /** @param heapBytes limit of the heap */
    public EpochQuota(CoreSettings settings, ContributionLedger ledger, InstantSource clock, long heapBytes) {
        this.limits = settings.ingest().epoch();
        this.ceiling = EpochCeiling.of(limits, settings.registry().maxViewers(), heapBytes);
        this.epochLength = settings.aggregate().epoch();
        this.interval = settings.aggregate().interval();
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What the epoch takes of all. */
    public EpochCeiling ceiling() {
        return ceiling;
    }

    /** When the running epoch should end; empty if with the next round. */
    public Optional<Instant> endsAt() {
        return epochLength.map(e -> ledger.epoch().startedAt().plus(e));
    }

    /** @throws RefusedException {@code QUOTA}, or {@code UNAVAILABLE} when the epoch is full, until its end */
    void check(EpochUsage after) {
        require(after.patterns() <= limits.patterns(), limits.patterns() + " patterns", QuotaKind.PATTERN);
        require(after.samplesTaken() <= limits.samples(), limits.samples() + " samples", QuotaKind.SAMPLE);
        require(after.reports() <= limits.reports(), limits.reports() + " reports of outcomes", QuotaKind.OUTCOMES);
        require(
                after.accepted() <= limits.acceptedPerEpoch(),
                limits.acceptedPerEpoch() + " contributions, replaced ones included",
                QuotaKind.ACCEPTED);
        double byCount = (double) ledger.live() / ceiling.contributions();
        double byBytes = (double) ledger.epochBytes() / ceiling.bytes();
        if (Math.max(byCount, byBytes) >= 1) {
            throw new QuotaExceededException(
                    QuotaKind.EPOCH,
                    Refusal.Code.UNAVAILABLE,
                    "this epoch is full; the next one takes it",
                    untilTheEnd());
        }
        sharedOut(byCount, after.before());
        // What was replaced takes no place, but its bytes stay in the log until the epoch ends.
        sharedOut(byBytes, after.acceptedBefore());
    }

    /** Refuses who has more than its part of what is left. */
    private void sharedOut(double fill, long has) {
        if (fill >= SHARING && has > limits.places() * (1 - fill) / (1 - SHARING)) {
            throw new QuotaExceededException(
                    QuotaKind.EPOCH,
                    Refusal.Code.QUOTA,
                    "this epoch is nearly full, and takes no more of who has " + has + " in it",
                    untilTheEnd());
        }
    }

    private void require(boolean within, String limit, QuotaKind kind) {
        if (!within) {
            throw new QuotaExceededException(
                    kind, Refusal.Code.QUOTA, "an epoch takes " + limit + " of a viewer", untilTheEnd());
        }
    }

    /** Until the epoch's end, and the round that ends it. */
    private Duration untilTheEnd() {
        Instant now = clock.instant();
        Duration left = endsAt().map(end -> Duration.between(now, end)).orElse(interval);
        return left.compareTo(SOON) > 0 ? left : SOON;
    }
}
