package io.exogenesis.omega.viewer.internal.memory;

import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import io.exogenesis.omega.viewer.internal.store.ConflictResolver;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Which patterns on probation this viewer may judge.
 *
 * <p>LEARNING §4: "random non-supporters see n showings each". A juror agreed to the audit, has no such taste itself (a supporter
 * has spoken already), and sees one pattern to the end before the next, since a half-seen one gives no verdict.
 */
public final class Jury {
    /** n of the largest jury that the design uses; more showings of one pattern would say nothing new. */
    static final int SHOWINGS = 40;

    private Jury() {}

    /** Whether no jury has confirmed a pattern yet. Until one does, it influences nothing but the places set aside for it. */
    public static boolean onProbation(ConsolidatedPattern pattern) {
        return pattern.admission() != Admission.ADMITTED;
    }

    /**
     * In the order they are to be judged: those begun first, then in an order of this viewer's own, so that the jurors spread.
     *
     * @param seed of this viewer
     */
    public static List<ConsolidatedPattern> toJudge(AgentState state, long seed) {
        if (!state.consents().audit()) {
            return List.of();
        }
        Collection<ExogenesisPattern> own = state.localPatterns();
        return state.bankPatterns().stream()
                .filter(Jury::onProbation)
                .filter(p -> state.showings().shownBecauseOf(p.id()) < SHOWINGS)
                .filter(p -> own.stream()
                        .noneMatch(mine -> mine.taskType() == p.taskType()
                                && mine.model().equals(p.model())
                                && mine.embedding().cosine(p.embedding()) >= ConflictResolver.SAME_TASTE))
                .sorted(Comparator.<ConsolidatedPattern>comparingInt(
                                p -> -state.showings().shownBecauseOf(p.id()))
                        .thenComparingLong(p -> mixed(seed ^ p.id().value().hashCode()))
                        .thenComparing(ConsolidatedPattern::id))
                .toList();
    }

    /** Finaliser of MurmurHash3 (Appleby): seeds that differ in one bit give orders that have nothing in common. */
    private static long mixed(long x) {
        long z = (x ^ x >>> 33) * 0xff51afd7ed558ccdL;
        z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
        return z ^ z >>> 33;
    }
}
