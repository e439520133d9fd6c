package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.aggregate.RoundLoad.Loaded;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.function.LongPredicate;

/** Tries the timer's next round on some of the contributions. It reads and decides as a round does; nothing is written. Used under the rounds' lock. */
@Singleton
public class RoundTrial {
    private static final System.Logger LOG = System.getLogger(RoundTrial.class.getName());

    private final RoundLoad load;
    private final EpochFeed feed;
    private final RoundDecide decide;
    private final ContributionLedger ledger;
    private final InstantSource clock;

    @Inject
    public RoundTrial(
            RoundLoad load, EpochFeed feed, RoundDecide decide, ContributionLedger ledger, InstantSource clock) {
        this.load = load;
        this.feed = feed;
        this.decide = decide;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The round that is due, up to the log's end now. */
    Loaded begin() {
        feed.forget(); // the epoch is not held in memory twice
        return load.scheduled(ledger.position(false), clock.instant());
    }

    /**
     * Whether a round of these contributions comes to an end.
     *
     * @param included by position in the log
     * @throws RefusedException if no round can be decided now, whatever the contributions are
     */
    boolean passes(Loaded round, LongPredicate included) {
        try {
            decide.about(feed.of(round.head(), round.position(), included)).decide(round);
            return true;
        } catch (RefusedException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            LOG.log(Level.DEBUG, "a round that was tried fails", e);
            return false;
        }
    }
}
