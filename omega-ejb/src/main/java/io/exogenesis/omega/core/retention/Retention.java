package io.exogenesis.omega.core.retention;

import io.exogenesis.omega.core.config.BankSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.BankStore.HistoryBounds;
import io.exogenesis.omega.core.registry.EnrolmentCodes;
import io.exogenesis.omega.core.registry.RemovedViewers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;

/**
 * Deletes what is too old or too much: enrolment codes that expired, viewers that were removed long ago, the history of rounds.
 * Every call does bounded work; what is left over is done by the next one. A step that fails does not keep the others from
 * being taken.
 *
 * <p>Called by one thread.
 */
@Singleton
public class Retention {
    /** Lines of rounds: five weeks of five-minute rounds, some hundred bytes each. */
    static final int ROUNDS = 10_000;
    /** Rows that one step deletes in one call: a second or two of Derby. */
    static final int ROWS = 10_000;

    private static final System.Logger LOG = System.getLogger(Retention.class.getName());

    private final EnrolmentCodes codes;
    private final RemovedViewers removed;
    private final BankStore bank;
    private final HistoryBounds history;
    /** The round after which the history was within its bounds. */
    private long tidyAfter = -1;

    @Inject
    public Retention(CoreSettings settings, EnrolmentCodes codes, RemovedViewers removed, BankStore bank) {
        BankSettings s = settings.bank();
        this.codes = codes;
        this.removed = removed;
        this.bank = bank;
        this.history = new HistoryBounds(ROUNDS, s.decisionRounds(), s.maxDecisions());
    }

    /** Takes each step once. */
    public void run() {
        step("expired enrolment codes", () -> codes.forgetExpired(ROWS));
        step("removed viewers", () -> removed.forget(ROWS));
        step("old rounds", this::forgetHistory);
        step("traces of removed viewers", removed::scrub);
    }

    /** The history grows with rounds only. */
    private void forgetHistory() {
        long round = bank.head().round();
        if (round != tidyAfter && bank.forgetHistory(history, ROWS) < ROWS) {
            tidyAfter = round;
        }
    }

    private static void step(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, what + " could not be deleted; it is tried again", e);
        }
    }
}
