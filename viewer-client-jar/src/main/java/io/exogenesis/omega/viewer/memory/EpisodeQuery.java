package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.viewer.internal.values.Limits;
import java.time.Duration;
import java.util.Optional;

/**
 * What to look for among episodes.
 *
 * @param task what is to be done now, in words
 * @param state how things stand, in words; may be empty
 * @param embedding a place to look at in place of the words
 * @param k at most so many, 1 to 1,000,000
 * @param minReward in [0, 1]
 * @param window no older than this
 */
public record EpisodeQuery(
        String task,
        String state,
        Optional<Embedding> embedding,
        int k,
        double minReward,
        Outcome outcome,
        Optional<Duration> window) {
    /** Which ends count. */
    public enum Outcome {
        ANY,
        SUCCESSES,
        FAILURES
    }

    public EpisodeQuery {
        Limits.text("task", task);
        Limits.text("state", state);
        PatternQuery.checkK(k);
        Limits.rate("least reward", minReward);
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
