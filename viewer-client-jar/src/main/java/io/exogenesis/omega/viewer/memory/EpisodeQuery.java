package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.viewer.internal.values.Limits;
import java.time.Duration;
import java.util.Optional;

/**
 * What to look for among episodes.
 */
public final class EpisodeQuery {
    private final String task;
    private final String state;
    private final Optional<Embedding> embedding;
    private final int k;
    private final double minReward;
    private final Outcome outcome;
    private final Optional<Duration> window;

    private EpisodeQuery(
            String task,
            String state,
            Optional<Embedding> embedding,
            int k,
            double minReward,
            Outcome outcome,
            Optional<Duration> window) {
        Limits.text("task", task);
        Limits.text("state", state);
        PatternQuery.checkK(k);
        Limits.rate("least reward", minReward);
        this.task = task;
        this.state = state;
        this.embedding = embedding;
        this.k = k;
        this.minReward = minReward;
        this.outcome = outcome;
        this.window = window;
    }

    /** What is to be done now, in words. */
    public String task() {
        return task;
    }

    /** How things stand, in words; may be empty. */
    public String state() {
        return state;
    }

    /** A place to look at in place of the words. */
    public Optional<Embedding> embedding() {
        return embedding;
    }

    /** At most so many, 1 to 1,000,000. */
    public int k() {
        return k;
    }

    /** Least reward, in [0, 1]. */
    public double minReward() {
        return minReward;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** No older than this. */
    public Optional<Duration> window() {
        return window;
    }

    /** Which ends count. */
    public enum Outcome {
        ANY,
        SUCCESSES,
        FAILURES
    }

    public static EpisodeQuery of(String task, int k) {
        return new EpisodeQuery(task, "", Optional.empty(), k, 0, Outcome.ANY, Optional.empty());
    }

    public EpisodeQuery withState(String now) {
        return new EpisodeQuery(task, now, embedding, k, minReward, outcome, window);
    }

    public EpisodeQuery withEmbedding(Embedding place) {
        return new EpisodeQuery(task, state, Optional.of(place), k, minReward, outcome, window);
    }

    public EpisodeQuery withMinReward(double least) {
        return new EpisodeQuery(task, state, embedding, k, least, outcome, window);
    }

    public EpisodeQuery only(Outcome wanted) {
        return new EpisodeQuery(task, state, embedding, k, minReward, wanted, window);
    }

    public EpisodeQuery within(Duration age) {
        return new EpisodeQuery(task, state, embedding, k, minReward, outcome, Optional.of(age));
    }
}
