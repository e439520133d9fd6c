package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import java.util.List;
import java.util.Map;

/**
 * A pattern that a search found.
 *
 * @param approach in words; empty for what was learned
 * @param uses outcomes of a stored one; titles or viewers behind a learned one
 * @param similarity cosine with what was asked for
 */
public record FoundPattern(
        PatternId id,
        Origin origin,
        TaskType taskType,
        String approach,
        double successRate,
        long uses,
        double averageReward,
        List<String> tags,
        PatternContext context,
        Map<String, String> metadata,
        float similarity) {

    /** Who learned it, or that the host stored it. */
    public enum Origin {
        LOCAL,
        BANK,
        MERGED,
        STORED
    }
}
