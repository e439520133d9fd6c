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
        KnownPattern.Origin origin,
        TaskType taskType,
        String approach,
        double successRate,
        long uses,
        double averageReward,
        List<String> tags,
        PatternContext context,
        Map<String, String> metadata,
        float similarity) {

    static FoundPattern of(StoredPattern p, float similarity) {
        return new FoundPattern(
                ReasoningBank.publicId(p.id()),
                KnownPattern.Origin.STORED,
                p.taskType(),
                p.approach(),
                p.successRate(),
                p.uses(),
                p.averageReward(),
                p.tags(),
                p.context(),
                p.metadata(),
                similarity);
    }

    static FoundPattern of(KnownPattern p, float similarity) {
        return new FoundPattern(
                p.id(),
                p.origin(),
                p.taskType(),
                "",
                p.successRate(),
                p.weight(),
                p.successRate(),
                p.context().genres(),
                p.context(),
                Map.of(),
                similarity);
    }
}
