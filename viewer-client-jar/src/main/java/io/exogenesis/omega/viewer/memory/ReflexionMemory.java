package io.exogenesis.omega.viewer.memory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Episodes: those that the host stored and the viewer's own choices, found by meaning, with filters that act before the ranking
 * (Shinn et al., "Reflexion", NeurIPS 2023).
 *
 * <p>A choice lies where its title lies in the catalogue, so that remembering it needs no embedder; what the host stored lies
 * where its text does. A call that returns a future never blocks. Thread-safe.
 */
public interface ReflexionMemory {
    /** An episode found, and its cosine with what was asked for. */
    record Found(Episode episode, float similarity) {}

    /**
     * What an episode has to do with others.
     *
     * @param similar the five nearest, nearest first
     * @param session of the same session, oldest first
     * @param learnedFrom for a failure: the three failures of its session before it, newest first
     */
    record Links(List<Found> similar, List<Episode> session, List<Episode> learnedFrom) {}

    /** Stores an episode; its id, once it is durable. */
    CompletableFuture<Long> store(NewEpisode episode);

    /** Stores episodes with one write; their ids in the same order, once all are durable. */
    CompletableFuture<List<Long>> storeAll(List<NewEpisode> episodes);

    /** An episode, stored or the viewer's own. */
    Optional<Episode> get(long id);

    /** Forgets an episode; false if there is none. */
    CompletableFuture<Boolean> delete(long id);

    /** The nearest episodes that satisfy the query, best first. */
    CompletableFuture<List<Found>> search(EpisodeQuery query);

    /** What went wrong with the like of it: the nearest three failures, a numbered line each. */
    CompletableFuture<String> critiqueSummary(String task);

    /** What worked with the like of it: the first 200 characters of the outputs of the nearest three well rewarded ones. */
    CompletableFuture<List<String>> successStrategies(String task);

    /** How all episodes of exactly this task went. */
    TaskStats taskStats(String task);

    /** How episodes of exactly this task went that are no older than {@code window}. */
    TaskStats taskStats(String task, Duration window);

    /** The newest episodes of a session, newest first, at most {@code limit}. */
    List<Episode> findRecent(String session, int limit);

    /** The newest episodes, newest first, at most {@code limit}. */
    List<Episode> findRecent(int limit);

    /** What an episode has to do with others; empty if there is no such episode. */
    Optional<Links> links(long id);

    /**
     * Forgets what is worth little: episodes with a reward below {@code minReward} that are older than {@code age}, except the
     * best {@code keepPerTask} of each task.
     *
     * @return how many
     */
    CompletableFuture<Integer> prune(double minReward, Duration age, int keepPerTask);

    /** Episodes that are remembered. */
    int size();
}
