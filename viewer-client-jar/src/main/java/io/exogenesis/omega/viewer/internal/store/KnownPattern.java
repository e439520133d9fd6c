package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.memory.FoundPattern;

/**
 * A pattern as recommendations use it.
 *
 * @param successRate in [0, 1]
 * @param weight titles behind the viewer's own, supporters behind the bank's, the sum of both when merged
 * @param model that the embedding is of
 */
public record KnownPattern(
        PatternId id,
        FoundPattern.Origin origin,
        TaskType taskType,
        Embedding embedding,
        double successRate,
        int weight,
        PatternContext context,
        EmbeddingModel model) {

    /** Of the built-in model. */
    public KnownPattern(
            PatternId id,
            FoundPattern.Origin origin,
            TaskType taskType,
            Embedding embedding,
            double successRate,
            int weight,
            PatternContext context) {
        this(id, origin, taskType, embedding, successRate, weight, context, EmbeddingModel.MINI_LM);
    }

    /**
     * Whether it says what is liked. Only such patterns take part in scores: those of behavior and discovery were measured and
     * add nothing or less (decision 0031).
     */
    public boolean taste() {
        return taskType == TaskType.PREFERENCE;
    }
}
