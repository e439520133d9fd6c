package io.exogenesis.omega.core.defence;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Which patterns to prune: those for which one of the criteria holds. At least one is given.
 *
 * @param minQuality success rate below it, in [0, 1]
 * @param maxAge in the bank for longer
 * @param minSupport fewer supporters
 * @param unusedEpochs no viewer supported it for so many closed epochs or more, at least 1
 * @param limit patterns at once, 1 to {@link PatternModeration#MAX_REMOVALS}; the worst first
 */
public record PruneRequest(
        OptionalDouble minQuality,
        Optional<Duration> maxAge,
        OptionalInt minSupport,
        OptionalInt unusedEpochs,
        int limit) {
    public PruneRequest {
        if (minQuality.isEmpty() && maxAge.isEmpty() && minSupport.isEmpty() && unusedEpochs.isEmpty()) {
            throw malformed("pruning needs a bound, for instance minQuality or maxAge");
        }
        double quality = minQuality.orElse(0);
        if (!(quality >= 0 && quality <= 1)
                || maxAge.filter(Duration::isNegative).isPresent()
                || minSupport.orElse(0) < 0
                || unusedEpochs.orElse(1) < 1) {
            throw malformed(
                    "minQuality is from 0 to 1, maxAge and minSupport are not negative, unusedEpochs is at least 1");
        }
        if (limit < 1 || limit > PatternModeration.MAX_REMOVALS) {
            throw malformed("1 to " + PatternModeration.MAX_REMOVALS + " patterns can be pruned at once, not " + limit);
        }
    }

    private static RefusedException malformed(String line) {
        return new RefusedException(Refusal.Code.MALFORMED, line);
    }

    /** In one line, for the log. */
    String text() {
        StringBuilder text = new StringBuilder();
        minQuality.ifPresent(q -> text.append(" quality<").append(q));
        maxAge.ifPresent(a -> text.append(" age>").append(a));
        minSupport.ifPresent(s -> text.append(" support<").append(s));
        unusedEpochs.ifPresent(e -> text.append(" unused>=").append(e));
        return text.substring(1);
    }
}
