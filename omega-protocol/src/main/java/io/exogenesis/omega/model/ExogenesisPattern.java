package io.exogenesis.omega.model;

import java.time.Instant;

/**
 * A taste, habit or finding that emerged from one viewer's interactions. Who learned it is not part of it: the Core takes the viewer
 * from the authenticated connection.
 *
 * @param id stable while the agent keeps the pattern
 * @param taskType what it is about
 * @param embedding in the space of {@code model}, centred (the catalogue's mean is subtracted), unit length
 * @param successRate (Σ reward + 1) / (n + 2) over the pattern's items, in [0, 1]; of a recommendation pattern how its approach
 *     compares with all showings: .5 is as good
 * @param items how many titles of the viewer stand behind it, ≥ 1
 * @param context genres, mood, time of day, approach
 * @param timestamp when it was learned, by the viewer's clock; shown, never trusted
 * @param model of the catalogue whose vectors it was learned from
 */
public record ExogenesisPattern(
        PatternId id,
        TaskType taskType,
        Embedding embedding,
        double successRate,
        int items,
        PatternContext context,
        Instant timestamp,
        EmbeddingModel model) {
    public ExogenesisPattern {
        Rates.checked("success rate", successRate);
        if (items < 1 || items > 1_000_000) {
            throw new InvalidValueException("a pattern stands for 1 to 1,000,000 items, not " + items);
        }
    }

    /** Of the built-in model. */
    public ExogenesisPattern(
            PatternId id,
            TaskType taskType,
            Embedding embedding,
            double successRate,
            int items,
            PatternContext context,
            Instant timestamp) {
        this(id, taskType, embedding, successRate, items, context, timestamp, EmbeddingModel.MINI_LM);
    }

    /** The same of another model. */
    public ExogenesisPattern withModel(EmbeddingModel other) {
        return new ExogenesisPattern(id, taskType, embedding, successRate, items, context, timestamp, other);
    }

    /** The same of another time. */
    public ExogenesisPattern withTimestamp(Instant time) {
        return new ExogenesisPattern(id, taskType, embedding, successRate, items, context, time, model);
    }
}
