package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.aggregate.RoundDecide.Decided;
import io.exogenesis.omega.core.bank.BankUpdated;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.port.RoundRecord;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Consumer;

/** A round's last step: whoever wants to know hears that it is committed. */
@Singleton
public class RoundAnnounce {
    private static final System.Logger LOG = System.getLogger(RoundAnnounce.class.getName());

    private final Consumer<BankUpdated> observers;
    private final Moderator moderator;
    private final CoreMetrics metrics;

    @Inject
    public RoundAnnounce(Event<BankUpdated> event, Moderator moderator, CoreMetrics metrics) {
        this((Consumer<BankUpdated>) event::fire, moderator, metrics);
    }

    public RoundAnnounce(Consumer<BankUpdated> observers, Moderator moderator, CoreMetrics metrics) {
        this.observers = observers;
        this.moderator = moderator;
        this.metrics = metrics;
    }

    /** An observer that fails is its own affair: the round is committed. */
    void announce(Decided round, RoundRecord record) {
        moderator.committed(record, round.result());
        metrics.round(Duration.ofMillis(record.durationMs()));
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
