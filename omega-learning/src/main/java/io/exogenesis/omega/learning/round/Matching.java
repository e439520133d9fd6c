package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.model.PatternId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster is which pattern of the bank, so that ids stay stable between rounds: one to one, first those that share the
 * most supporters, then the nearest. Only patterns near to a cluster, or with supporters among its voters, are looked at.
 */
final class Matching {
    /** A cluster that has most of a pattern's supporters may have moved this far from it. */
    private static final double LOOSE = .6;

    private final KnownPatterns known;
    private final double similarity;

    private record Candidate(Group group, TrackedPattern pattern, long shared, double cosine) {
        static final Comparator<Candidate> BEST = Comparator.comparingLong((Candidate c) -> -c.shared)
                .thenComparingDouble(c -> -c.cosine)
                .thenComparing(Candidate::id)
                .thenComparing(Candidate::group, Group.LARGEST);

        PatternId id() {
            return pattern.pattern().id();
        }
    }

    Matching(KnownPatterns known, double similarity) {
        this.known = known;
        this.similarity = similarity;
    }

    /**
     * Matches groups, and those of the others that may have to yield a pattern to one of them.
     *
     * @param groups that changed
     * @param owner of a pattern among the others; null if it has none
     * @return all groups that were matched, with their patterns; null for those without one
     */
    Map<Group, @Nullable TrackedPattern> match(List<Group> groups, Function<PatternId, @Nullable Group> owner) {
        Map<Group, @Nullable TrackedPattern> out = new IdentityHashMap<>();
        List<Candidate> candidates = new ArrayList<>();
        ArrayDeque<Group> open = new ArrayDeque<>(groups);
        groups.forEach(g -> out.put(g, null));
        while (!open.isEmpty()) {
            for (Candidate c : candidates(open.remove())) {
                candidates.add(c);
                Group rival = owner.apply(c.id());
                if (rival != null && !out.containsKey(rival)) {
                    out.put(rival, null);
                    open.add(rival);
                }
            }
        }
        candidates.sort(Candidate.BEST);
        Set<PatternId> taken = new HashSet<>();
        for (Candidate c : candidates) {
            if (out.get(c.group) == null && taken.add(c.id())) {
                out.put(c.group, c.pattern);
            }
        }
        return out;
    }

    private List<Candidate> candidates(Group g) {
        Map<PatternId, Integer> shared = new HashMap<>();
        g.votes().forEach(v -> known.of(v.pseudonym()).forEach(id -> shared.merge(id, 1, Integer::sum)));
        List<Candidate> out = new ArrayList<>();
        for (TrackedPattern t : known.near(g.type(), g.median(), g.cells())) {
            double cosine = g.median().cosine(t.pattern().embedding());
            out.add(new Candidate(g, t, shared.getOrDefault(t.pattern().id(), 0), cosine));
        }
        shared.forEach((id, n) -> {
            if (n >= 2 && 2 * n >= g.votes().size()) {
                known.get(id).filter(t -> t.pattern().taskType() == g.type()).ifPresent(t -> loose(g, t, n, out));
            }
        });
        return out;
    }

    private void loose(Group g, TrackedPattern t, int shared, List<Candidate> out) {
        double cosine = g.median().cosine(t.pattern().embedding());
        if (cosine >= LOOSE && cosine < similarity) {
            out.add(new Candidate(g, t, shared, cosine));
        }
    }
}
