package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.viewer.internal.values.Limits;
import java.util.Optional;

/**
 * What to look for among patterns: by words or by a place.
 */
public final class PatternQuery {
    public static final int MAX_K = 1_000_000;

    private final Optional<String> task;
    private final Optional<Embedding> embedding;
    private final int k;
    private final double threshold;
    private final Criteria criteria;

    private PatternQuery(
            Optional<String> task, Optional<Embedding> embedding, int k, double threshold, Criteria criteria) {
        task.ifPresent(t -> Limits.text("task", t));
        checkK(k);
        if (!(threshold >= -1 && threshold <= 1)) {
            throw new InvalidValueException("a search's threshold is between -1 and 1, not " + threshold);
        }
        this.task = task;
        this.embedding = embedding;
        this.k = k;
        this.threshold = threshold;
        this.criteria = criteria;
    }

    public Optional<String> task() {
        return task;
    }

    public Optional<Embedding> embedding() {
        return embedding;
    }

    /** At most so many, 1 to 1,000,000. */
    public int k() {
        return k;
    }

    /** Least cosine, in [−1, 1]; 0 leaves out what has nothing to do with it. */
    public double threshold() {
        return threshold;
    }

    public Criteria criteria() {
        return criteria;
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
