package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.internal.values.Limits;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A pattern to store.
 */
public final class NewPattern {
    private final TaskType taskType;
    private final String approach;
    private final Optional<Embedding> embedding;
    private final double successRate;
    private final List<String> tags;
    private final PatternContext context;
    private final Map<String, String> metadata;

    private NewPattern(
            TaskType taskType,
            String approach,
            Optional<Embedding> embedding,
            double successRate,
            List<String> tags,
            PatternContext context,
            Map<String, String> metadata) {
        Limits.text("approach", approach);
        Limits.rate("success rate", successRate);
        if (context.approach().isPresent()) {
            throw new InvalidValueException("the approach of a stored pattern is its own, not its context's");
        }
        tags = Limits.tags(tags);
        metadata = Limits.metadata(metadata);
        this.taskType = taskType;
        this.approach = approach;
        this.embedding = embedding;
        this.successRate = successRate;
        this.tags = tags;
        this.context = context;
        this.metadata = metadata;
    }

    public TaskType taskType() {
        return taskType;
    }

    /** What was done, in words, at most 8,000 characters. */
    public String approach() {
        return approach;
    }

    /** What it is found by; without one the text {@code taskType: approach} is embedded. */
    public Optional<Embedding> embedding() {
        return embedding;
    }

    /** What is known of it before its first outcome, in [0, 1]. */
    public double successRate() {
        return successRate;
    }

    /** At most 32 of at most 200 characters. */
    public List<String> tags() {
        return tags;
    }

    /** Genres, mood and time of day; without an approach. */
    public PatternContext context() {
        return context;
    }

    /** At most 32, opaque. */
    public Map<String, String> metadata() {
        return metadata;
    }

    public static NewPattern of(TaskType taskType, String approach, double successRate) {
        return new NewPattern(
                taskType, approach, Optional.empty(), successRate, List.of(), PatternContext.NONE, Map.of());
    }

    public NewPattern withEmbedding(Embedding given) {
        return new NewPattern(taskType, approach, Optional.of(given), successRate, tags, context, metadata);
    }

    public NewPattern withTags(String... given) {
        return new NewPattern(taskType, approach, embedding, successRate, List.of(given), context, metadata);
    }

    public NewPattern withContext(PatternContext given) {
        return new NewPattern(taskType, approach, embedding, successRate, tags, given, metadata);
    }

    public NewPattern withMetadata(Map<String, String> given) {
        return new NewPattern(taskType, approach, embedding, successRate, tags, context, given);
    }

    /** What is embedded if no embedding is given. */
    public String text() {
        return taskType.name().toLowerCase(Locale.ROOT) + ": " + approach;
    }
}
