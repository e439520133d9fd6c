package io.exogenesis.omega.core.bank;

import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.vector.index.Filter;
import io.exogenesis.omega.vector.index.VectorIndex;
import io.exogenesis.omega.vector.index.VectorIndexException;
import java.util.List;
import java.util.Optional;

/**
 * Compares an index with the patterns that it should hold, on a few of them. The exact answer to a pattern's own embedding is known
 * without a search: the pattern itself, or another of the same embedding.
 */
record IndexProbe(VectorIndex index, List<ConsolidatedPattern> patterns) {
    /** Least cosine of a pattern with itself: codes of 8 bits leave up to .002 of rounding. Two patterns of a bank are less alike. */
    private static final float SAME = .99f;

    Optional<String> trouble(int first, int many) {
        try {
            int surplus = index.size() - patterns.size();
            if (surplus != 0) {
                return Optional.of("the search index holds " + index.size() + " patterns, the bank " + patterns.size());
            }
            int asked = Math.min(many, patterns.size());
            int missed = 0;
            for (int i = 0; i < asked; i++) {
                missed += finds(patterns.get((int) ((first + (long) i) % patterns.size()))) ? 0 : 1;
            }
            return missed == 0
                    ? Optional.empty()
                    : Optional.of("the search index did not find " + missed + " of " + asked
                            + " patterns by their own embedding");
        } catch (VectorIndexException e) {
            return Optional.of("the search index does not answer");
        }
    }

    private boolean finds(ConsolidatedPattern p) {
        List<VectorIndex.Hit> best = index.search(p.embedding(), 1, Filter.all());
        return !best.isEmpty()
                && best.getFirst().cosine() >= SAME
                && embeddedAlike(best.getFirst().id(), p);
    }

    /** The names may have changed places, and every vector is still there. Of an index that is well it seldom reads the list. */
    private boolean embeddedAlike(String found, ConsolidatedPattern p) {
        return found.equals(p.id().value())
                || patterns.stream()
                        .filter(q -> q.id().value().equals(found))
                        .anyMatch(q -> q.embedding().cosine(p.embedding()) >= SAME);
    }
}
