package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.consensus.Cohort;
import io.exogenesis.omega.learning.consensus.Jury;
import io.exogenesis.omega.learning.consensus.Trial;
import io.exogenesis.omega.learning.consensus.Trial.Standing;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The bank of the running epoch and the juries before which its patterns stand: what the epoch began with, what became of it,
 * and what is refused. A round's changes lie over what is committed until they are committed, too.
 */
final class Bench {
    private final RoundSettings settings;
    private final long epoch;
    private final Jury jury;
    private final Map<PatternId, TrackedPattern> published = new TreeMap<>();
    private final Map<PatternId, TrackedPattern> start = new TreeMap<>();
    /** With places of jurors. */
    private final Map<PatternId, TrackedPattern> bank = new TreeMap<>();
    /** Patterns that a cluster may be: of the epoch's start, and of the last round. */
    private final KnownPatterns known;

    private final KnownPatterns refused;

    /** This round's changes; empty: no longer in the bank. */
    private Map<PatternId, Optional<TrackedPattern>> changes = new LinkedHashMap<>();

    private Map<PatternId, TrackedPattern> refusals = new LinkedHashMap<>();
    /** What the operator took out since the last commit. */
    private final List<TrackedPattern> excluded = new ArrayList<>();

    private boolean first = true;
    private long round;

    Bench(RoundState before, Cohort cohort, RoundSettings settings) {
        this.settings = settings;
        round = before.round() + 1;
        epoch = before.epoch();
        jury = new Jury(
                cohort,
                before.epoch(),
                new Jury.Rules(
                        settings.similarity(),
                        settings.threshold(),
                        settings.tolerance(),
                        settings.supportEpochs(),
                        settings.supportEpochs()));
        known = new KnownPatterns(settings.similarity());
        refused = new KnownPatterns(settings.similarity());
        before.epochStart().forEach(t -> carryOver(t, before.epoch()));
        before.published().forEach(t -> {
            published.put(t.pattern().id(), t);
            known.put(start.getOrDefault(t.pattern().id(), t));
        });
        start.values().forEach(known::put);
    }

    /** Without supporters that did not come again in time, and without refusals that hold no longer. */
    private void carryOver(TrackedPattern t, long epoch) {
        if (t.trial().standing() == Standing.REFUSED) {
            if (jury.refusalHolds(t.trial())) {
                refused.put(t);
            }
            return;
        }
        Map<String, Long> left = new TreeMap<>(t.supporters());
        left.values().removeIf(last -> last < epoch);
        if (left.size() >= settings.minVoters()) {
            start.put(t.pattern().id(), Fusion.carried(t, new TreeMap<>(left)));
        }
    }

    Jury jury() {
        return jury;
    }

    KnownPatterns known() {
        return known;
    }

    Optional<TrackedPattern> atStart(PatternId id) {
        return Optional.ofNullable(start.get(id));
    }

    Set<PatternId> idsAtStart() {
        return start.keySet();
    }

    /** A round begins, on what is committed. */
    void begin() {
        changes = new LinkedHashMap<>();
        refusals.keySet().forEach(refused::remove);
        refusals = new LinkedHashMap<>();
    }

    /**
     * Takes these out as the operator wants it, and refuses their like. To be called in every round of the epoch: the epoch's start
     * has them still.
     *
     * @return those that were known up to now
     */
    List<PatternId> exclude(Set<PatternId> removed) {
        List<PatternId> out = new ArrayList<>();
        for (PatternId id : removed) {
            known.get(id).ifPresent(t -> {
                out.add(id);
                start.remove(id);
                known.remove(id);
                TrackedPattern alone = new TrackedPattern(t.pattern(), new TreeMap<>(), Trial.removed(epoch));
                excluded.add(alone);
                refused.put(alone);
            });
            if (published.containsKey(id)) {
                changes.put(id, Optional.empty());
            }
        }
        return out;
    }

    /** The nearest refused pattern that this is within the gate of. */
    Optional<TrackedPattern> refusedLike(Group g) {
        return refused.nearest(g.type(), g.median(), g.cells());
    }

    /** What this round refused, or took out as the operator wants it. */
    List<TrackedPattern> refusals() {
        List<TrackedPattern> out = new ArrayList<>(excluded);
        out.addAll(refusals.values());
        return out;
    }

    /** With what its jury has said up to now. */
    TrackedPattern tried(TrackedPattern t) {
        Trial trial = jury.hear(
                t.pattern().id(),
                t.trial(),
                t.pattern().embedding(),
                t.supporters().keySet());
        return Fusion.judged(t, trial);
    }

    /** Into the bank, or out of it if it was refused. Returns whether it is not what it was after the last round. */
    boolean place(TrackedPattern t) {
        PatternId id = t.pattern().id();
        Optional<TrackedPattern> previous = Optional.ofNullable(published.get(id));
        if (t.trial().standing() == Standing.REFUSED) {
            changes.put(id, Optional.empty());
            if (refused.get(id).isEmpty()) {
                TrackedPattern alone = new TrackedPattern(t.pattern(), new TreeMap<>(), t.trial());
                refusals.put(id, alone);
                refused.put(alone);
            }
            return previous.isPresent();
        }
        refused.remove(id); // its jurors may have withdrawn what they reported
        TrackedPattern versioned = Fusion.versioned(t, previous, round);
        changes.put(id, Optional.of(versioned));
        return previous.isEmpty() || !previous.get().pattern().equals(versioned.pattern());
    }

    /** Nobody stands behind it any more. */
    void drop(PatternId id) {
        changes.putIfAbsent(id, Optional.empty());
    }

    /** What this round put anew or changed, without places of jurors. */
    List<ConsolidatedPattern> upserts() {
        return new TreeMap<>(changes)
                .values().stream()
                        .flatMap(Optional::stream)
                        .map(TrackedPattern::pattern)
                        .filter(p -> Optional.ofNullable(published.get(p.id()))
                                .filter(t -> t.pattern().equals(p))
                                .isEmpty())
                        .toList();
    }

    List<PatternId> removals() {
        Set<PatternId> gone = new TreeSet<>(published.keySet());
        if (first) {
            gone.removeIf(id -> changes.getOrDefault(id, Optional.empty()).isPresent());
        } else {
            gone.retainAll(changes.keySet());
            gone.removeIf(id -> Objects.requireNonNull(changes.get(id)).isPresent());
        }
        return List.copyOf(gone);
    }

    /** After the round, without places of jurors: a round starts from those of the epoch's start. */
    List<TrackedPattern> after() {
        Map<PatternId, TrackedPattern> out = new TreeMap<>(first ? Map.of() : published);
        changes.forEach((id, t) -> t.ifPresentOrElse(some -> out.put(id, withoutSeats(some)), () -> out.remove(id)));
        return List.copyOf(out.values());
    }

    private static TrackedPattern withoutSeats(TrackedPattern t) {
        return t.trial().seats().isEmpty()
                ? t
                : new TrackedPattern(t.pattern(), t.supporters(), t.trial().withoutSeats());
    }

    int size() {
        Map<PatternId, Boolean> delta = new HashMap<>();
        changes.forEach((id, t) -> delta.put(id, t.isPresent()));
        int size = bank.size();
        for (Map.Entry<PatternId, Boolean> e : delta.entrySet()) {
            size += (e.getValue() ? 1 : 0) - (bank.containsKey(e.getKey()) ? 1 : 0);
        }
        return size;
    }

    /**
     * What an epoch that begins now would start from, with the free places of juries filled.
     *
     * @param pinned their supporters count for the next epoch, too
     */
    List<TrackedPattern> kept(Set<PatternId> pinned) {
        Map<PatternId, TrackedPattern> all = new TreeMap<>(bank);
        changes.forEach((id, t) -> t.ifPresentOrElse(some -> all.put(id, some), () -> all.remove(id)));
        List<TrackedPattern> out = new ArrayList<>();
        for (TrackedPattern t : all.values()) {
            Trial trial = jury.draw(
                    t.pattern().id(),
                    t.trial(),
                    t.pattern().embedding(),
                    t.supporters().keySet());
            out.add(new TrackedPattern(
                    t.pattern(), pinned.contains(t.pattern().id()) ? renewed(t) : t.supporters(), trial));
        }
        out.addAll(refused.all());
        return out;
    }

    private SortedMap<String, Long> renewed(TrackedPattern t) {
        SortedMap<String, Long> out = new TreeMap<>();
        t.supporters().forEach((supporter, last) -> out.put(supporter, Math.max(last, epoch + 1)));
        return out;
    }

    void commit() {
        if (first) {
            List<PatternId> unmatched = removals();
            unmatched.forEach(published::remove);
            unmatched.stream().filter(id -> !start.containsKey(id)).forEach(known::remove);
            first = false;
        }
        changes.forEach((id, t) -> {
            if (t.isPresent()) {
                bank.put(id, t.get());
                TrackedPattern shown = withoutSeats(t.get());
                published.put(id, shown);
                if (!start.containsKey(id)) {
                    known.put(shown);
                }
            } else {
                bank.remove(id);
                published.remove(id);
                if (!start.containsKey(id)) {
                    known.remove(id);
                }
            }
        });
        changes = new LinkedHashMap<>();
        refusals = new LinkedHashMap<>();
        excluded.clear();
        round++;
    }
}
