package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.model.PatternId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which cluster is which pattern of the bank, so that ids stay stable between rounds: one to one, first those that share the
 * most supporters, then the nearest.
 */
final class Matching {
    /** A cluster that has most of a pattern's supporters may have moved this far from it. */
    private static final double LOOSE = .6;

    private record Candidate(Group group, int position, TrackedPattern pattern, long shared, double cosine) {
        PatternId id() {
            return pattern.pattern().id();
        }
    }

    private Matching() {}

    static Map<Group, TrackedPattern> match(List<Group> groups, List<TrackedPattern> known, double similarity) {
        List<Candidate> candidates = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            for (TrackedPattern t : known) {
                Candidate c = candidate(groups.get(g), g, t);
                boolean sameVoters =
                        c.shared >= 2 && 2 * c.shared >= groups.get(g).votes().size();
                if (c.cosine >= similarity || sameVoters && c.cosine >= LOOSE) {
                    candidates.add(c);
                }
            }
        }
        candidates.sort(Comparator.comparingLong((Candidate c) -> -c.shared)
                .thenComparingDouble(c -> -c.cosine)
                .thenComparing(Candidate::id)
                .thenComparingInt(Candidate::position));
        Map<Group, TrackedPattern> out = new IdentityHashMap<>();
        Set<PatternId> taken = new HashSet<>();
        for (Candidate c : candidates) {
            if (!out.containsKey(c.group) && taken.add(c.id())) {
                out.put(c.group, c.pattern);
            }
        }
        return out;
    }

    private static Candidate candidate(Group g, int position, TrackedPattern t) {
        double cosine = g.median().cosine(t.pattern().embedding());
        long shared = cosine < LOOSE
                ? 0
                : g.votes().stream()
                        .filter(v -> t.supporters().containsKey(v.pseudonym()))
                        .count();
        return new Candidate(g, position, t, shared, cosine);
    }
}
