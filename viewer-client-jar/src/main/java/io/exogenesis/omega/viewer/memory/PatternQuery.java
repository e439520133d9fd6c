package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.viewer.internal.values.Limits;
import java.util.Optional;

/**
 * What to look for among patterns: by words or by a place.
 *
 * @param k at most so many, 1 to 1,000,000
 * @param threshold least cosine, in [−1, 1]; 0 leaves out what has nothing to do with it
 */
public record PatternQuery(
        Optional<String> task, Optional<Embedding> embedding, int k, double threshold, Criteria criteria) {
    public static final int MAX_K = 1_000_000;

    public PatternQuery {
        if (task.isPresent() == embedding.isPresent()) {
            throw new InvalidValueException("a search names a task in words or an embedding, one of the two");
        }
        task.ifPresent(t -> Limits.text("task", t));
        checkK(k);
        if (!(threshold >= -1 && threshold <= 1)) {
            throw new InvalidValueException("a search's threshold is between -1 and 1, not " + threshold);
        }
    }

    public static void checkK(int k) {
        if (k < 1 || k > MAX_K) {
            throw new InvalidValueException("a search asks for 1 to " + MAX_K + " results, not " + k);
        }
    }

    public static PatternQuery of(String task, int k) {
        return new PatternQuery(Optional.of(task), Optional.empty(), k, 0, Criteria.ANY);
    }

    public static PatternQuery of(Embedding place, int k) {
        return new PatternQuery(Optional.empty(), Optional.of(place), k, 0, Criteria.ANY);
    }

    public PatternQuery with(Criteria wanted) {
        return new PatternQuery(task, embedding, k, threshold, wanted);
    }

    public PatternQuery withThreshold(double least) {
        return new PatternQuery(task, embedding, k, least, criteria);
    }
}
