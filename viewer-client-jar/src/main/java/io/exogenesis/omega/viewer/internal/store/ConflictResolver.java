package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.ConflictStrategies;
import io.exogenesis.omega.viewer.memory.FoundPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One view of the viewer's own patterns and the bank's. Two are about the same taste when they have the same task type and
 * their cosine is at least {@link #SAME_TASTE}; each pattern of the bank meets the nearest of the viewer's. Patterns of
 * behavior and recommendation that name different times of day or approaches are not about the same thing. Each kind has a
 * strategy of its own ({@link ConflictStrategies}).
 *
 * <p>Specification §6.2: "viewer-wins: local pattern takes precedence; omega-wins: global pattern takes precedence;
 * quality-wins: higher successRate wins; merge: combine both with weighted average". Quality is read as what this viewer
 * measured itself: a rate that others claim about themselves would be an invitation to claim 1.
 */
public final class ConflictResolver {
    /** The similarity at which the Core puts two patterns into one cluster. */
    public static final double SAME_TASTE = .8;

    private ConflictResolver() {}

    /** @param goodEnough success rate from which on the viewer's own pattern stands under quality-wins */
    public static List<KnownPattern> resolve(
            ConflictStrategies strategies,
            double goodEnough,
            Collection<ExogenesisPattern> local,
            Collection<ConsolidatedPattern> bank) {
        List<KnownPattern> result = new ArrayList<>();
        Set<ExogenesisPattern> settled = new HashSet<>();
        for (ConsolidatedPattern theirs : bank) {
            Optional<ExogenesisPattern> met = nearest(theirs, local);
            if (met.isEmpty()) {
                result.add(known(theirs));
                continue;
            }
            ExogenesisPattern own = met.get();
            switch (strategies.of(theirs.taskType())) {
                case VIEWER_WINS -> {}
                case OMEGA_WINS -> replace(result, settled, own, theirs);
                case QUALITY_WINS -> {
                    if (own.successRate() < goodEnough) {
                        replace(result, settled, own, theirs);
                    }
                }
                case MERGE -> {
                    if (settled.add(own)) {
                        result.add(merged(own, theirs));
                    } else {
                        result.add(known(theirs));
                    }
                }
            }
        }
        local.stream()
                .filter(own -> !settled.contains(own))
                .map(ConflictResolver::known)
                .forEach(result::add);
        return List.copyOf(result);
    }

    private static void replace(
            List<KnownPattern> result,
            Set<ExogenesisPattern> settled,
            ExogenesisPattern own,
            ConsolidatedPattern theirs) {
        settled.add(own);
        result.add(known(theirs));
    }

    private static Optional<ExogenesisPattern> nearest(
            ConsolidatedPattern theirs, Collection<ExogenesisPattern> local) {
        Optional<ExogenesisPattern> best = Optional.empty();
        double most = SAME_TASTE;
        for (ExogenesisPattern own : local) {
            double cosine = own.embedding().cosine(theirs.embedding());
            if (own.model().equals(theirs.model())
                    && own.taskType() == theirs.taskType()
                    && cosine >= most
                    && sameHabit(own, theirs)) {
                most = cosine;
                best = Optional.of(own);
            }
        }
        return best;
    }

    /** Tastes name the time at which they are mostly watched; it is not what they are about. */
    private static boolean sameHabit(ExogenesisPattern own, ConsolidatedPattern theirs) {
        return own.taskType() == TaskType.PREFERENCE
                || agree(own.context().timeOfDay(), theirs.context().timeOfDay())
                        && agree(own.context().approach(), theirs.context().approach());
    }

    private static boolean agree(Optional<String> own, Optional<String> theirs) {
        return own.isEmpty() || theirs.isEmpty() || own.equals(theirs);
    }

    private static KnownPattern merged(ExogenesisPattern own, ConsolidatedPattern theirs) {
        double a = own.items();
        double b = theirs.supporters();
        float[] sum = own.embedding().toFloats();
        float[] other = theirs.embedding().toFloats();
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) ((a * sum[i] + b * other[i]) / (a + b));
        }
        double rate = (a * own.successRate() + b * theirs.successRate()) / (a + b);
        return new KnownPattern(
                own.id(),
                FoundPattern.Origin.MERGED,
                own.taskType(),
                Embedding.of(sum),
                rate,
                own.items() + theirs.supporters(),
                own.context(),
                own.model());
    }

    private static KnownPattern known(ExogenesisPattern p) {
        return new KnownPattern(
                p.id(),
                FoundPattern.Origin.LOCAL,
                p.taskType(),
                p.embedding(),
                p.successRate(),
                p.items(),
                p.context(),
                p.model());
    }

    private static KnownPattern known(ConsolidatedPattern p) {
        return new KnownPattern(
                p.id(),
                FoundPattern.Origin.BANK,
                p.taskType(),
                p.embedding(),
                p.successRate(),
                p.supporters(),
                p.context(),
                p.model());
    }
}
