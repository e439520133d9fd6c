package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.round.Decision.Outcome;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The patterns of the epoch by viewer, the newest of each pattern id, and how many came to which end. */
final class VoteBook {
    private final Map<ViewerId, Own> byViewer = new HashMap<>();
    /** Decided by themselves since the last commit: replaced, or of a viewer without reputation. */
    private final Set<Vote> alone = new LinkedHashSet<>();

    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private int size;

    /** Decisions of a round that is not committed yet. */
    private List<Vote> decided = new ArrayList<>();

    private List<Decision> decisions = new ArrayList<>();

    /** One viewer's: a few dozen at most, looked through from the start, since most viewers have four and there are many viewers. */
    private static final class Own {
        /** In the order in which they came. */
        final List<Vote> all = new ArrayList<>(4);
        /** Of these, the newest of each pattern id. */
        final List<Vote> newest = new ArrayList<>(4);
        /** Numbers of replaced versions whose end is committed: the versions themselves are let go. */
        Set<Long> gone = Set.of();

        boolean has(long seq) {
            for (Vote v : all) {
                if (v.vote.seq() == seq) {
                    return true;
                }
            }
            return gone.contains(seq);
        }

        @Nullable
        Vote newest(PatternId id) {
            for (Vote v : newest) {
                if (v.vote.pattern().id().equals(id)) {
                    return v;
                }
            }
            return null;
        }
    }

    /** What a vote that was taken does to those that count. */
    record Taken(Optional<Vote> counts, Optional<Vote> replaced) {
        static final Taken NOTHING = new Taken(Optional.empty(), Optional.empty());
    }

    Taken take(PatternVote vote) {
        Own own = byViewer.computeIfAbsent(vote.viewer(), v -> new Own());
        Vote taken = new Vote(vote);
        if (own.has(vote.seq())) {
            return Taken.NOTHING;
        }
        own.all.add(taken);
        size++;
        Vote before = own.newest(vote.pattern().id());
        if (before != null && before.vote.seq() > vote.seq()) {
            alone.add(taken);
            return Taken.NOTHING;
        }
        own.newest.add(taken);
        if (before != null) {
            own.newest.remove(before);
            alone.add(before);
        }
        if (!(vote.reputation() > 0)) {
            alone.add(taken);
            return new Taken(Optional.empty(), Optional.ofNullable(before));
        }
        return new Taken(Optional.of(taken), Optional.ofNullable(before));
    }

    /** Forgets what this viewer sent up to this number, and hands each to {@code gone}. */
    void withdraw(ViewerId viewer, long throughSeq, Consumer<Vote> gone) {
        Own own = byViewer.get(viewer);
        if (own == null) {
            return;
        }
        List<Vote> all =
                own.all.stream().filter(v -> v.vote.seq() <= throughSeq).toList();
        for (Vote v : all) {
            own.all.remove(v);
            own.newest.remove(v);
            alone.remove(v);
            size--;
            if (v.outcome != null) {
                counts.merge(v.outcome, -1, Integer::sum);
            }
            gone.accept(v);
        }
        int before = own.gone.size();
        if (before > 0) {
            own.gone.removeIf(seq -> seq <= throughSeq);
        }
        size -= before - own.gone.size();
        counts.merge(Outcome.EXPIRED, own.gone.size() - before, Integer::sum);
        if (own.all.isEmpty() && own.gone.isEmpty()) {
            byViewer.remove(viewer);
        }
    }

    /** Those of one viewer that count. */
    Collection<Vote> of(ViewerId viewer) {
        Own own = byViewer.get(viewer);
        return own == null ? List.of() : own.newest;
    }

    boolean has(ViewerId viewer) {
        return byViewer.containsKey(viewer);
    }

    int viewers() {
        return byViewer.size();
    }

    int size() {
        return size;
    }

    /** Votes in memory. */
    int held() {
        return byViewer.values().stream().mapToInt(own -> own.all.size()).sum();
    }

    /** A round begins: what an earlier one decided without a commit is forgotten. */
    void begin() {
        decided = new ArrayList<>();
        decisions = new ArrayList<>();
        for (Vote v : alone) {
            if (v.vote.reputation() > 0 || !isNewest(v)) {
                decide(v, Outcome.EXPIRED, null, "a newer version of this pattern took its place");
            } else {
                decide(v, Outcome.REFUSED, null, "the viewer has lost its reputation");
            }
        }
    }

    private boolean isNewest(Vote v) {
        Own own = byViewer.get(v.vote.viewer());
        return own != null && own.newest.contains(v);
    }

    /** Lists a decision that is not the last one again. */
    void decide(Vote v, Outcome outcome, @Nullable PatternId pattern, String reason) {
        if (v.outcome != outcome || (pattern == null ? v.pattern != null : !pattern.equals(v.pattern))) {
            decided.add(v);
            decisions.add(new Decision(v.vote.viewer(), v.vote.seq(), outcome, Optional.ofNullable(pattern), reason));
        }
    }

    /** The epoch ends: what waits, by what was committed or is decided in this round, expires. */
    void expire() {
        Map<Vote, Integer> place = new HashMap<>();
        for (int i = 0; i < decided.size(); i++) {
            place.put(decided.get(i), i);
        }
        for (Own own : byViewer.values()) {
            for (Vote v : own.all) {
                Integer at = place.get(v);
                if (at == null && v.outcome == Outcome.WAITING) {
                    decide(v, Outcome.EXPIRED, null, "the epoch ended while it waited");
                } else if (at != null && decisions.get(at).outcome() == Outcome.WAITING) {
                    Decision d = decisions.get(at);
                    decisions.set(
                            at,
                            new Decision(
                                    d.viewer(),
                                    d.seq(),
                                    Outcome.EXPIRED,
                                    d.pattern(),
                                    "the epoch ended while it waited: " + d.reason()));
                }
            }
        }
    }

    List<Decision> decisions() {
        return decisions;
    }

    /** How many came to this end, with this round's decisions. */
    int count(Outcome outcome) {
        int n = counts.getOrDefault(outcome, 0);
        for (int i = 0; i < decided.size(); i++) {
            n += decisions.get(i).outcome() == outcome ? 1 : 0;
            n -= decided.get(i).outcome == outcome ? 1 : 0;
        }
        return n;
    }

    /** Of a replaced version nothing is needed any more but its number. */
    private void letGo(Vote v) {
        Own own = byViewer.get(v.vote.viewer());
        if (own != null && v.outcome == Outcome.EXPIRED && !isNewest(v)) {
            own.all.remove(v);
            own.gone = own.gone.isEmpty() ? new HashSet<>() : own.gone; // most viewers never replace anything
            own.gone.add(v.vote.seq());
        }
    }

    void commit() {
        for (Outcome o : Outcome.values()) {
            counts.put(o, count(o));
        }
        for (int i = 0; i < decided.size(); i++) {
            Vote v = decided.get(i);
            v.outcome = decisions.get(i).outcome();
            v.pattern = decisions.get(i).pattern().orElse(null);
        }
        alone.forEach(this::letGo);
        alone.clear();
        decided = new ArrayList<>();
        decisions = new ArrayList<>();
    }
}
