package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.aggregate.RoundDecide.Decided;
import io.exogenesis.omega.core.bank.BankUpdated;
import io.exogenesis.omega.core.metrics.RoundProgress;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.StoreUnavailableException;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells how a round goes; and, its last step, that it is committed: to whoever wants to know. */
@Singleton
public class RoundAnnounce {
    private static final System.Logger LOG = System.getLogger(RoundAnnounce.class.getName());

    private final Consumer<BankUpdated> observers;
    private final Moderator moderator;
    private final RoundProgress progress;

    @Inject
    public RoundAnnounce(Event<BankUpdated> event, Moderator moderator, RoundProgress progress) {
        this((Consumer<BankUpdated>) event::fire, moderator, progress);
    }

    public RoundAnnounce(Consumer<BankUpdated> observers, Moderator moderator, RoundProgress progress) {
        this.observers = observers;
        this.moderator = moderator;
        this.progress = progress;
    }

    /** Tells of a round from its beginning to its end, whichever way it ends. */
    RoundRecord watched(Instant at, Supplier<RoundRecord> round) {
        progress.began(at);
        try {
            RoundRecord done = round.get();
            long decided = (long) done.admitted() + done.refused() + done.expired();
            progress.succeeded(Duration.ofMillis(done.durationMs()), done.admitted(), decided);
            return done;
        } catch (StoreUnavailableException e) {
            // It could begin, but not be committed: waiting for something else does not mend that.
            progress.failed(e.line());
            throw e;
        } catch (RefusedException e) {
            progress.postponed(e.line());
            throw e;
        } catch (RuntimeException | Error e) {
            progress.failed(e.getClass().getSimpleName() + ": " + e.getMessage());
            throw e;
        }
    }

    /**
     * What it does now.
     *
     * @param done steps of the round, of {@code steps}
     */
    void phase(String name, int done, int steps) {
        progress.phase(name, done, steps);
    }

    /** An observer that fails is its own affair: the round is committed. */
    void announce(Decided round, RoundRecord record) {
        moderator.committed(record, round.result());
        try {
            observers.accept(new BankUpdated(
                    round.after().version(),
                    round.changes().upserts().size(),
                    round.changes().removals().size(),
                    round.model().isPresent(),
                    record));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "round " + record.round() + " could not be announced to all", e);
        }
        LOG.log(Level.INFO, RoundRecords.line(record));
    }
}
