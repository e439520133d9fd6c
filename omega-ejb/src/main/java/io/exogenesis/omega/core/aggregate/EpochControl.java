package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.ingest.EpochMark;
import io.exogenesis.omega.core.ingest.EpochQuota;
import io.exogenesis.omega.core.ingest.EpochUsage;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** What the operator can do with the running epoch: look at it, throw its contributions away, or end it. */
@Singleton
public class EpochControl {
    /** Contributors that a status names at most. */
    private static final int MOST_NAMED = 100;

    private final ContributionLedger ledger;
    private final EpochQuota quota;
    private final RoundRunner rounds;
    private final EpochDiscard discard;

    @Inject
    public EpochControl(ContributionLedger ledger, EpochQuota quota, RoundRunner rounds, EpochDiscard discard) {
        this.ledger = ledger;
        this.quota = quota;
        this.rounds = rounds;
        this.discard = discard;
    }

    /**
     * Looks at every account.
     *
     * @param largest how many of the largest contributors to name, at most {@value #MOST_NAMED}
     */
    public EpochStatus status(int largest) {
        EpochMark epoch = ledger.epoch();
        List<EpochUsage.Of> usage = ledger.usage();
        List<EpochStatus.Contributor> most = usage.stream()
                .sorted(Comparator.comparingInt((EpochUsage.Of u) -> -u.usage().live())
                        .thenComparing(EpochUsage.Of::viewer))
                .limit(Math.clamp(largest, 0, MOST_NAMED))
                .map(EpochControl::contributor)
                .toList();
        return new EpochStatus(
                epoch.number(),
                epoch.startedAt(),
                quota.endsAt(),
                sum(usage, EpochUsage::patterns),
                sum(usage, EpochUsage::samples),
                sum(usage, EpochUsage::reports),
                ledger.standing(),
                ledger.epochBytes(),
                usage.size(),
                quota.ceiling().contributions(),
                quota.ceiling().bytes(),
                most);
    }

    private static EpochStatus.Contributor contributor(EpochUsage.Of of) {
        EpochUsage u = of.usage();
        return new EpochStatus.Contributor(of.viewer(), u.patterns(), u.samples(), u.reports(), u.accepted());
    }

    private static long sum(List<EpochUsage.Of> usage, ToIntFunction<EpochUsage> part) {
        return usage.stream().mapToLong(u -> part.applyAsInt(u.usage())).sum();
    }

    /**
     * Throws away all raw contributions of the epoch: those that wait expire, the log is cut, places are free again; what stood when it began stands on. The epoch
     * goes on. Waits for a round that runs.
     *
     * @param epoch number of the epoch that is meant
     * @return how it was before
     * @throws RefusedException {@code MALFORMED} if another epoch runs by now, {@code UNAVAILABLE} while the log
     *     cannot be written
     */
    public EpochStatus discard(long epoch) {
        return rounds.alone(() -> {
            EpochStatus before = status(0);
            if (before.epoch() != epoch) {
                throw new RefusedException(
                        Refusal.Code.MALFORMED,
                        "epoch " + epoch + " does not run: the running one is " + before.epoch());
            }
            discard.run();
            System.getLogger(getClass().getName())
                    .log(
                            Level.INFO,
                            "the operator discarded {0} patterns, {1} samples and {2} reports of {3} viewers from epoch {4}",
                            before.patterns(),
                            before.samples(),
                            before.reports(),
                            before.viewers(),
                            before.epoch());
            return before;
        });
    }

    /** A round now; errors as {@link RoundRunner#runNow}. */
    public RoundRecord round() {
        return rounds.runNow(false);
    }

    /** Ends the epoch with a round now; errors as {@link RoundRunner#runNow}. */
    public RoundRecord close() {
        return rounds.runNow(true);
    }
}
