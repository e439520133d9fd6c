package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.viewer.Ledger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What waits to leave, and the account of what left. Folded from records; not thread-safe: its owner guards it.
 *
 * <p>Sequence numbers run 1, 2, 3 … A contribution keeps its number until the Core has acknowledged it, so that sending it
 * again is harmless. Three things break the run: a withdrawn consent takes contributions out, a Core that was replaced knows none
 * of the old numbers, and a memory that is new may be that of a viewer whose former one was lost. The outbox is then
 * <em>unsettled</em>: nothing is sent until the Core has said how far it has come, and what waits is numbered anew from there.
 */
public final class Outbox {
    /** {@link #through} before a Core was heard. */
    private static final long UNHEARD = -1;

    /** Beyond this nothing more is put in; patterns and sample are made anew from the history when there is room. */
    public static final int MAX_PENDING = 1_000;

    private final Deque<Contribution> pending = new ArrayDeque<>();
    private final Map<PatternId, ExogenesisPattern> offered = new LinkedHashMap<>();
    private long next = 1;
    private long through = UNHEARD;
    private boolean settled;
    private long sampledAt = -1;
    /** Titles that a sample may have, by the consents of now. */
    private int sampleLimit;

    private long patterns;
    private long samples;
    private long sessions;
    private long refused;
    private long outcomes;

    void enqueued(Contribution contribution, long historyChanges) {
        pending.addLast(contribution);
        next = contribution.seq() + 1;
        switch (contribution.payload()) {
            case Contribution.OfPattern p -> offered(p.pattern());
            case Contribution.OfSample s -> sampledAt = historyChanges;
            case Contribution.OfSession s -> {}
            case Contribution.OfOutcomes o -> {}
        }
    }

    void offered(ExogenesisPattern pattern) {
        offered.put(pattern.id(), pattern);
    }

    /** Forgets what was offered of patterns that are not kept any more. */
    void retainOffered(Collection<PatternId> kept) {
        offered.keySet().retainAll(kept);
    }

    void acknowledged(long upTo, int refusedNow) {
        while (!pending.isEmpty() && pending.getFirst().seq() <= upTo) {
            switch (pending.removeFirst().payload()) {
                case Contribution.OfPattern p -> patterns++;
                case Contribution.OfSample s -> samples++;
                case Contribution.OfSession s -> sessions++;
                case Contribution.OfOutcomes o -> outcomes++;
            }
        }
        through = Math.max(through, upTo);
        next = Math.max(next, upTo + 1);
        refused += refusedNow;
    }

    void renumbered(long first) {
        List<Contribution> waiting = new ArrayList<>(pending);
        pending.clear();
        next = first;
        through = first - 1;
        for (Contribution c : waiting) {
            pending.addLast(new Contribution(next++, c.payload()));
        }
        settled = true;
    }

    void consentsChanged(Consents consents) {
        boolean sampleGone = false;
        for (Contribution c : pending) {
            sampleGone |= c.payload() instanceof Contribution.OfSample && !consents.allow(c.payload());
        }
        if (pending.removeIf(c -> !consents.allow(c.payload()))) {
            settled = false;
        }
        // a consent that is given again later starts afresh, and one to another size is used with the next sync
        if (sampleGone || consents.sampleLimit() != sampleLimit) {
            sampledAt = -1;
        }
        sampleLimit = consents.sampleLimit();
        if (!consents.patterns()) {
            offered.clear();
        }
    }

    /**
     * Takes out what names the title. What is left of the sample is sampled anew; the other counts of a report go with it.
     *
     * @param inHistory whether patterns may have been learned with it: then those that wait go, too, and all count as never offered
     */
    void forget(MediaId title, boolean inHistory) {
        boolean changed = pending.removeIf(c -> switch (c.payload()) {
            case Contribution.OfPattern p -> inHistory;
            case Contribution.OfSample s ->
                s.sample().items().stream().anyMatch(i -> i.item().equals(title));
            case Contribution.OfOutcomes o ->
                o.outcomes().items().stream().anyMatch(i -> i.item().equals(title));
            case Contribution.OfSession s -> false;
        });
        settled &= !changed;
        if (inHistory) {
            sampledAt = -1;
            offered.clear();
        }
    }

    /** Takes everything out; how far the numbers have come stays, since the Core knows it. */
    void forgetEverything() {
        settled &= pending.isEmpty();
        pending.clear();
        offered.clear();
        sampledAt = -1;
        patterns = 0;
        samples = 0;
        sessions = 0;
        refused = 0;
        outcomes = 0;
    }

    /** Whether these consents cover all that waits. */
    public boolean coveredBy(Consents consents) {
        return pending.stream().allMatch(c -> consents.allow(c.payload()));
    }

    void restore(AgentRecord.OutboxCounters c) {
        next = c.next();
        through = c.through();
        settled = c.settled();
        sampledAt = c.sampledAt();
        patterns = c.patterns();
        samples = c.samples();
        sessions = c.sessions();
        refused = c.refused();
        outcomes = c.outcomes();
    }

    AgentRecord.OutboxCounters counters() {
        return new AgentRecord.OutboxCounters(
                next, through, settled, sampledAt, patterns, samples, sessions, refused, outcomes);
    }

    /** What waits, in order. */
    public List<Contribution> pending() {
        return List.copyOf(pending);
    }

    /** Number of the next contribution. */
    public long next() {
        return next;
    }

    /** Highest acknowledged number; 0 before the first. */
    public long through() {
        return Math.max(0, through);
    }

    /** Whether a Core has ever said how far it is. Before, nothing was sent: what it has is not of this outbox. */
    public boolean heard() {
        return through != UNHEARD;
    }

    /** Whether what waits may be sent under the numbers it has. */
    public boolean settled() {
        return settled;
    }

    public boolean full() {
        return pending.size() >= MAX_PENDING;
    }

    /** The history's change count when the last sample was put in; −1 if there was none, or none of today's size. */
    public long sampledAt() {
        return sampledAt;
    }

    /** The pattern as it was offered last. */
    public Optional<ExogenesisPattern> lastOffered(PatternId id) {
        return Optional.ofNullable(offered.get(id));
    }

    Collection<ExogenesisPattern> allOffered() {
        return List.copyOf(offered.values());
    }

    public Ledger ledger() {
        return new Ledger(through(), patterns, samples, sessions, outcomes, refused, pending.size());
    }
}
