package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.RegistrySettings;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.port.ViewerStore;
import io.exogenesis.omega.core.port.ViewerStore.ViewerRow;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.ViewerId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Deletes what is left of removed viewers. The row of a removed viewer stays until none of its tokens can be renewed any more
 * ({@link RegistrySettings#tombstoneLifetime}); at most as many stay as the Core takes viewers. Its account goes with it.
 *
 * <p>Called by one thread.
 */
@Singleton
public class RemovedViewers {
    /** Rows of one transaction. */
    private static final int PER_TRANSACTION = 1_000;
    /** Rest between two scrubs: each holds the table of viewers for some seconds when there are a hundred thousand. */
    private static final Duration SCRUB_PAUSE = Duration.ofHours(1);

    private final RegistrySettings settings;
    private final ViewerStore store;
    private final ViewerDirectory directory;
    private final ContributionLedger ledger;
    private final InstantSource clock;
    /** Accounts without a viewer may be left; nobody knows at start. */
    private boolean accountsDue = true;
    /** Clearings that the last scrub covered; nobody knows at start. */
    private long scrubbed = -1;

    private Instant nextScrub = Instant.MIN;

    @Inject
    public RemovedViewers(
            CoreSettings settings,
            ViewerStore store,
            ViewerDirectory directory,
            ContributionLedger ledger,
            InstantSource clock) {
        this.settings = settings.registry();
        this.store = store;
        this.directory = directory;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Deletes rows and accounts whose time is over.
     *
     * @param most about how many
     * @return how many rows
     */
    public int forget(int most) {
        int deleted = 0;
        int last = PER_TRANSACTION;
        while (last == PER_TRANSACTION && deleted < most) {
            last = forgetSome();
            deleted += last;
        }
        accountsDue |= deleted > 0;
        if (accountsDue) {
            accountsDue = ledger.forget(directory::isKnown) > 0;
        }
        return deleted;
    }

    private int forgetSome() {
        Instant now = clock.instant();
        int tooMany = Math.min(PER_TRANSACTION, directory.removed() - settings.maxViewers());
        List<ViewerId> gone = (tooMany > 0
                        ? store.revoked(now, tooMany)
                        : store.revoked(now.minus(settings.tombstoneLifetime()), PER_TRANSACTION))
                .stream().map(ViewerRow::id).toList();
        if (!gone.isEmpty()) {
            store.delete(gone);
            directory.forget(gone);
        }
        return gone.size();
    }

    /**
     * Overwrites in the database's files what was cleared since the last time, at most once in an hour.
     *
     * @return whether it was done
     */
    public boolean scrub() {
        long clearings = directory.clearings();
        Instant now = clock.instant();
        if (clearings == scrubbed || now.isBefore(nextScrub)) {
            return false;
        }
        nextScrub = now.plus(SCRUB_PAUSE);
        store.scrub();
        scrubbed = clearings;
        return true;
    }
}
