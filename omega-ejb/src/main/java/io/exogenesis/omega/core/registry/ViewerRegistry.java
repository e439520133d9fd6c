package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.insight.Insights;
import io.exogenesis.omega.core.port.ViewerStore;
import io.exogenesis.omega.core.port.ViewerStore.ViewerRow;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.core.viewers.ViewerStatus;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Consents and removal of registered viewers. Changes of one viewer are made one after the other, each in the store first, then
 * in memory, then in trends and in the raw contributions, so that all agree on the last one.
 */
@Singleton
public class ViewerRegistry {
    private final ViewerStore store;
    private final ViewerDirectory directory;
    private final ContributionLedger ledger;
    private final Insights insights;
    private final InstantSource clock;

    @Inject
    public ViewerRegistry(
            ViewerStore store,
            ViewerDirectory directory,
            ContributionLedger ledger,
            Insights insights,
            InstantSource clock) {
        this.store = store;
        this.directory = directory;
        this.ledger = ledger;
        this.insights = insights;
        this.clock = clock;
    }

    /**
     * Gives or withdraws consent. What was withdrawn is erased from the raw contributions at once; without any consent left
     * the registry forgets the display name and when the viewer was seen, too. A removed viewer's consents stay none. Whoever
     * withdraws the larger sample withdraws what it left as a withdrawn sample is: all samples, if one had more than 50 titles.
     *
     * <p>Whatever fails in between is made up for by {@link OverdueWithdrawals}.
     *
     * @return how many raw contributions were erased
     */
    public int changeConsents(ViewerId viewer, Consents consents) {
        return directory.inOrder(viewer, () -> {
            store.changeConsents(viewer, consents);
            Consents before = directory.consents(viewer);
            directory.consents(viewer, consents);
            return takeBack(viewer, before, consents);
        });
    }

    /**
     * Removes a viewer: its next frame is refused, its raw contributions are erased. To be repeated if it fails: every step is
     * taken again.
     *
     * @return false if there never was such a viewer, or if it was removed so long ago that it is forgotten
     */
    public boolean revoke(ViewerId viewer) {
        return remove(viewer).isPresent();
    }

    /** As {@link #revoke}; what was erased, empty where that says false. */
    public Optional<RemovedViewer> remove(ViewerId viewer) {
        return directory.inOrder(viewer, () -> {
            Optional<ViewerRow> row = store.find(viewer);
            if (row.isEmpty()) {
                return Optional.empty();
            }
            store.revoke(viewer, clock.instant());
            Consents before = directory.consents(viewer);
            directory.revoked(viewer);
            int erased = takeBack(viewer, before, Consents.NONE);
            return Optional.of(new RemovedViewer(
                    viewer,
                    erased,
                    before.sample(),
                    row.get().displayName().isPresent(),
                    row.get().lastSeen().isPresent()));
        });
    }

    private int takeBack(ViewerId viewer, Consents before, Consents now) {
        if (now.sampleLimit() < before.sampleLimit()) {
            insights.forget(List.of(viewer));
        }
        return ledger.withdraw(viewer, now);
    }

    public Optional<ViewerStatus> status(ViewerId viewer) {
        return store.find(viewer).map(this::status);
    }

    /**
     * Refuses the viewer's frames until {@link #resume}; what it has contributed counts on.
     *
     * @return false if there is no such viewer, or if it was removed
     */
    public boolean suspend(ViewerId viewer) {
        return inOrderIfPresent(viewer, () -> {
            store.suspend(viewer, clock.instant());
            directory.suspended(viewer, true);
        });
    }

    /** Lets a suspended viewer take part again; false as {@link #suspend}. */
    public boolean resume(ViewerId viewer) {
        return inOrderIfPresent(viewer, () -> {
            store.resume(viewer);
            directory.suspended(viewer, false);
        });
    }

    private boolean inOrderIfPresent(ViewerId viewer, Runnable work) {
        return directory.inOrder(viewer, () -> {
            boolean there = directory.mayTakePart(viewer);
            if (there) {
                work.run();
            }
            return there;
        });
    }

    /** What the books say of a viewer; nothing is kept of earlier epochs but these sums. */
    public ViewerStanding standing(ViewerId viewer) {
        return new ViewerStanding(
                ledger.reputation(viewer),
                ledger.age(viewer),
                ledger.rawOf(viewer),
                ledger.totals(viewer),
                ledger.reputationHistory(viewer));
    }

    /** Viewers behind a place, oldest first; see {@link ViewerStore#page(Optional, String, int)}. */
    public List<ViewerRow> page(Optional<ViewerStore.Place> after, String search, int limit) {
        return store.page(after, search, limit);
    }

    /** A row with what was seen since. */
    public ViewerStatus statusOf(ViewerRow row) {
        return status(row);
    }

    /** All viewers, oldest first. */
    public List<ViewerStatus> list(int offset, int limit) {
        return store.page(offset, limit).stream().map(this::status).toList();
    }

    /** Viewers that may take part. */
    public int count() {
        return directory.count();
    }

    private ViewerStatus status(ViewerRow row) {
        return new ViewerStatus(
                row.id(),
                row.displayName(),
                row.consents(),
                row.registeredAt(),
                directory.unsavedSeen(row.id()).or(row::lastSeen),
                row.revokedAt().isPresent(),
                row.suspendedAt(),
                ledger.committedThrough(row.id()));
    }
}
