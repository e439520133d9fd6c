package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.port.ContributionLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * Erases withdrawn contributions from the disk, not only from the books, within {@code omega.ingest.erase-within}.
 *
 * <p>Withdrawals gather for half of that time; then every segment of the log that holds something of them is written anew, once,
 * however many withdrawals there were. A call does a few segments, the next call goes on. Nobody waits for it: no position of
 * the log changes, so rounds, pushes and withdrawals go on meanwhile.
 */
@Singleton
public class WithdrawalErasure {
    /** Segments of one call: 64 MB at the usual size, some hundred milliseconds of a disk. */
    private static final int SEGMENTS_A_CALL = 4;

    private final ContributionLog log;
    private final ContributionLedger ledger;
    private final Duration gather;
    private final InstantSource clock;
    /** Where a pass that is under way goes on; negative if none is. */
    private long next = -1;

    @Inject
    public WithdrawalErasure(
            ContributionLog log, ContributionLedger ledger, CoreSettings settings, InstantSource clock) {
        this.log = log;
        this.ledger = ledger;
        this.gather = settings.ingest().epoch().eraseWithin().dividedBy(2);
        this.clock = clock;
    }

    /**
     * Begins a pass if one is due, or goes on with one. What fails is due again. Nothing while the log is not writable.
     *
     * @return how many contributions were erased
     */
    public synchronized int runIfDue() {
        if (next < 0 && ledger.withdrawals().due(clock.instant(), gather)) {
            next = 0;
        }
        return next < 0 ? 0 : step();
    }

    private int step() {
        int erased = 0;
        for (int i = 0; i < SEGMENTS_A_CALL && log.writable(); i++) {
            OptionalLong segment = ledger.withdrawals().take(next);
            if (segment.isEmpty()) {
                next = -1;
                break;
            }
            next = segment.getAsLong() + 1;
            erased += erase(segment.getAsLong());
        }
        if (erased > 0) {
            System.getLogger(getClass().getName())
                    .log(Level.INFO, "{0} withdrawn contributions were erased from the log", erased);
        }
        return erased;
    }

    private int erase(long segment) {
        Instant now = clock.instant();
        try {
            return log.erase(segment, ledger::withdrawn);
        } catch (RuntimeException e) {
            // It is due again after a rest; the other segments do not wait for it.
            ledger.withdrawals().giveBack(segment, now);
            System.getLogger(getClass().getName())
                    .log(Level.WARNING, "segment {0} of the log could not be rewritten: {1}", segment, e.getMessage());
            return 0;
        }
    }
}
