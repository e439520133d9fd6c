package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.TaskType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An approach that the host stored, and how it fared (specification §4.2: {@code storePattern}). */
public interface StoredPattern extends MemoryEntry {
    TaskType taskType();

    /** What was done, in words. */
    String approach();

    /** Running mean, in [0, 1]. */
    double successRate();

    /** Outcomes so far. */
    long uses();

    /** Running mean, in [0, 1]. */
    double averageReward();

    List<String> tags();

    PatternContext context();

    Map<String, String> metadata();

    Instant storedAt();

    /** Time of the last outcome, or of the storing. */
    Instant lastUsed();
}
