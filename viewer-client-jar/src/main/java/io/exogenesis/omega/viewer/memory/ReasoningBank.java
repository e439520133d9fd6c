package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Patterns: those that the host stored, those that the agent learned, and those of the bank; found by meaning, with filters that
 * act before the ranking (specification §4.2: {@code storePattern}, {@code searchPatterns}).
 *
 * <p>A call that returns a future never blocks: it is done when what it wrote is durable and found by the next search. The
 * others answer from memory. Thread-safe.
 */
public interface ReasoningBank {
    /**
     * The bank in numbers.
     *
     * @param stored by the host
     * @param learned by the agent and taken over from the Core's bank
     * @param averageSuccessRate of the stored, 0 without any
     * @param averageUses of the stored
     * @param wellTried stored ones with a success rate of .8 or more
     * @param lastWeek stored in the last 7 days
     * @param byTask stored ones by task type
     */
    record Stats(
            int stored,
            int learned,
            double averageSuccessRate,
            double averageUses,
            int wellTried,
            int lastWeek,
            Map<TaskType, Integer> byTask) {}

    /** Stores a pattern; its id, once it is durable. */
    CompletableFuture<PatternId> store(NewPattern pattern);

    /** Stores patterns with one write; their ids in the same order, once all are durable. */
    CompletableFuture<List<PatternId>> storeAll(List<NewPattern> patterns);

    /**
     * How using a stored pattern turned out: its means move, its vector stays. False if there is no such pattern.
     *
     * @param reward in [0, 1]
     */
    CompletableFuture<Boolean> recordOutcome(PatternId id, boolean success, double reward);

    /**
     * As {@link #recordOutcome(PatternId, boolean, double)}, with a success between none and full: running means of both.
     *
     * @param success in [0, 1]
     */
    CompletableFuture<Boolean> recordOutcome(PatternId id, double success, double reward);

    /** A stored pattern; empty if there is none of this id. */
    Optional<StoredPattern> get(PatternId id);

    /** What a stored pattern is found by. */
    Optional<Embedding> embedding(PatternId id);

    /** Forgets a stored pattern; false if there is none. The next search does not find it. */
    CompletableFuture<Boolean> delete(PatternId id);

    /**
     * Forgets stored patterns with a success rate below {@code minSuccessRate} that were neither stored nor used for {@code age}.
     *
     * @return how many
     */
    CompletableFuture<Integer> prune(double minSuccessRate, Duration age);

    /** The nearest patterns of all origins that satisfy the criteria, best first. Words cost an embedding, some milliseconds. */
    CompletableFuture<List<FoundPattern>> search(PatternQuery query);

    /** As {@link #search(PatternQuery)} on the caller's thread: nothing here waits for a disk. */
    List<FoundPattern> searchNow(PatternQuery query);

    Stats stats();
}
