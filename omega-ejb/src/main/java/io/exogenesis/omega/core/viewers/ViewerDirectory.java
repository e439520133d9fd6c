package io.exogenesis.omega.core.viewers;

import io.exogenesis.omega.core.metrics.Transport;
import io.exogenesis.omega.core.port.ViewerStore;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What a sync needs to know of every viewer, in memory: whether it may take part, what its owner consents to, when it was
 * last seen. Loaded at start, changed together with the store; last-seen times are collected here and flushed in batches.
 *
 * <p>Safe for concurrent use. A change that store and memory share is made {@link #inOrder}, or the two could end up with the
 * results of different calls. About 200 bytes a viewer; viewers that were removed are known until {@link #forget}.
 */
@Singleton
public class ViewerDirectory {
    /** With housekeeping's beat of ten seconds, each viewer's time is at most five minutes old on disk. */
    static final int PARTS = 30;

    /** Rows read at once: each costs the store about a kilobyte while they are read. */
    private static final int PAGE = 10_000;

    private final ViewerStore store;
    private final Map<ViewerId, State> viewers = new ConcurrentHashMap<>();
    private final Map<ViewerId, Instant> unsaved = new ConcurrentHashMap<>();
    private final AtomicInteger flushes = new AtomicInteger();
    /** Viewers that may take part, and places reserved for such. */
    private final AtomicInteger active = new AtomicInteger();

    private final ViewerOrder order = new ViewerOrder();
    private final ViewerActivity activity = new ViewerActivity();
    /** How often an owner's data were cleared. */
    private final AtomicLong clearings = new AtomicLong();

    @Inject
    public ViewerDirectory(ViewerStore store) {
        this.store = store;
    }

    /** Reads all viewers from the store, before anybody changes them. */
    public void load() {
        viewers.clear();
        List<ViewerStore.ViewerRow> page;
        int read = 0;
        do {
            page = store.page(read, PAGE);
            page.forEach(row -> viewers.put(row.id(), State.of(row)));
            read += page.size();
        } while (page.size() == PAGE);
        active.set((int) viewers.values().stream().filter(s -> !s.revoked).count());
    }

    /** Does work on one viewer while no other work on it is done in order. */
    public <T> T inOrder(ViewerId viewer, Supplier<T> work) {
        return order.call(viewer, work);
    }

    /** Takes one of {@code max} places; false if none is free. It is then filled or given back. */
    public boolean reserve(int max) {
        return active.getAndUpdate(n -> n < max ? n + 1 : n) < max;
    }

    /** Puts the viewer on its reserved place. */
    public void fill(ViewerStore.ViewerRow row) {
        viewers.put(row.id(), State.of(row));
    }

    /** Gives a reserved place back. */
    public void release() {
        active.decrementAndGet();
    }

    /** The viewer takes part no more. */
    public void revoked(ViewerId id) {
        State before = viewers.replace(id, new State(Consents.NONE, true, false));
        forgetSeen(id);
        if (before != null && !before.revoked) {
            release();
        }
    }

    /** These were removed long ago and are known no more. */
    public void forget(Collection<ViewerId> removed) {
        removed.forEach(id -> viewers.computeIfPresent(id, (k, s) -> s.revoked ? null : s));
        clearings.incrementAndGet();
    }

    /** Viewers that were removed and are not forgotten yet. */
    public int removed() {
        return Math.max(0, viewers.size() - active.get());
    }

    /** Known, removed or not. */
    public boolean isKnown(ViewerId id) {
        return viewers.containsKey(id);
    }

    /** Rises whenever an owner's name or row was deleted. */
    public long clearings() {
        return clearings.get();
    }

    /** What its owner consents to from now on. */
    public void consents(ViewerId id, Consents consents) {
        viewers.computeIfPresent(id, (k, s) -> s.revoked ? s : new State(consents, false, s.suspended));
        if (consents.equals(Consents.NONE)) {
            forgetSeen(id);
        }
    }

    private void forgetSeen(ViewerId id) {
        unsaved.remove(id);
        activity.forget(id);
        clearings.incrementAndGet();
    }

    /** From now on its frames are refused, or no more. Of a removed viewer nothing changes. */
    public void suspended(ViewerId id, boolean suspended) {
        viewers.computeIfPresent(id, (k, s) -> s.revoked ? s : new State(s.consents, false, suspended));
    }

    /** Whether its frames are refused until an operator resumes it. */
    public boolean isSuspended(ViewerId id) {
        State state = viewers.get(id);
        return state != null && state.suspended;
    }

    /** Viewers whose owners consent to audit. Looks at every viewer. */
    public int auditing() {
        return (int) viewers.values().stream().filter(s -> s.consents.audit()).count();
    }

    /** Viewers that are suspended. Looks at every viewer. */
    public int suspended() {
        return (int) viewers.values().stream().filter(s -> s.suspended).count();
    }

    /** Known and not removed. */
    public boolean mayTakePart(ViewerId id) {
        State state = viewers.get(id);
        return state != null && !state.revoked;
    }

    /** Nothing for an unknown or removed viewer. */
    public Consents consents(ViewerId id) {
        State state = viewers.get(id);
        return state == null ? Consents.NONE : state.consents;
    }

    /** Known viewers, removed ones too, whose owners do not consent to samples. */
    public Set<ViewerId> withoutSample() {
        Set<ViewerId> out = new HashSet<>();
        viewers.forEach((id, state) -> {
            if (!state.consents.sample()) {
                out.add(id);
            }
        });
        return out;
    }

    /** Viewers that may take part. */
    public int count() {
        return active.get();
    }

    /** Remembered until {@link #flushSeen}; not of a viewer whose owner consents to nothing. */
    public void seen(ViewerId id, Instant at) {
        if (!consents(id).equals(Consents.NONE)) {
            unsaved.put(id, at);
            activity.heard(id, at);
        }
    }

    /** It opened a session: it has an agent. Not remembered of a viewer whose owner consents to nothing, as {@link #seen}. */
    public void connected(ViewerId id, Instant at, Transport transport) {
        seen(id, at);
        if (!consents(id).equals(Consents.NONE)) {
            activity.connected(id, at, transport);
        }
    }

    /** A request of it came without a session. Not remembered of one that is not known to be there, as {@link #seen}. */
    public void came(ViewerId id, Transport transport) {
        activity.came(id, transport);
    }

    /** It has this version of the bank now. Not remembered of a viewer whose owner consents to nothing. */
    public void pulled(ViewerId id, BankVersion version, Instant at) {
        if (!consents(id).equals(Consents.NONE)) {
            activity.pulled(id, version, at);
        }
    }

    /** Viewers heard within the {@link ViewerActivity#ACTIVE_WITHIN} before now. */
    public int active(Instant now) {
        return activity.activeSince(now.minus(ViewerActivity.ACTIVE_WITHIN));
    }

    /** What syncs have shown since the start. */
    public ViewerActivity activity() {
        return activity;
    }

    /** The newest time, flushed or not. */
    public Optional<Instant> unsavedSeen(ViewerId id) {
        return Optional.ofNullable(unsaved.get(id));
    }

    /** Writes all collected last-seen times in batches; what fails is tried again with the next flush. */
    public int flushSeen() {
        return flush(new HashMap<>(unsaved));
    }

    /**
     * Writes those of one part of the viewers, the next one at each call and each part once in {@value #PARTS} calls: viewers come once a
     * minute, and a row that is written for each time that they come is a fifteenth of what a sync costs.
     */
    public int flushSeenOfNextPart() {
        int part = Math.floorMod(flushes.getAndIncrement(), PARTS);
        Map<ViewerId, Instant> batch = new HashMap<>();
        unsaved.forEach((id, at) -> {
            if (Math.floorMod(id.value().hashCode(), PARTS) == part) {
                batch.put(id, at);
            }
        });
        return flush(batch);
    }

    private int flush(Map<ViewerId, Instant> batch) {
        if (!batch.isEmpty()) {
            store.seen(batch);
            batch.forEach(unsaved::remove);
        }
        return batch.size();
    }

    private record State(Consents consents, boolean revoked, boolean suspended) {
        static State of(ViewerStore.ViewerRow row) {
            boolean revoked = row.revokedAt().isPresent();
            return new State(
                    revoked ? Consents.NONE : row.consents(),
                    revoked,
                    !revoked && row.suspendedAt().isPresent());
        }
    }
}
