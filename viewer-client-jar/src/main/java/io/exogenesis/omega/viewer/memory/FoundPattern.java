package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pattern that a search found.
 */
public final class FoundPattern {
    private final PatternId id;
    private final Origin origin;
    private final TaskType taskType;
    private final String approach;
    private final double successRate;
    private final long uses;
    private final double averageReward;
    private final List<String> tags;
    private final PatternContext context;
    private final Map<String, String> metadata;
    private final float similarity;

    private FoundPattern(Builder b) {
        id = b.id;
        origin = b.origin;
        taskType = b.taskType;
        approach = b.approach;
        successRate = b.successRate;
        uses = b.uses;
        averageReward = b.averageReward;
        tags = b.tags;
        context = b.context;
        metadata = b.metadata;
        similarity = b.similarity;
    }

    public static Builder builder(PatternId id, Origin origin, TaskType taskType) {
        return new Builder(id, origin, taskType);
    }

    public PatternId id() {
        return id;
    }

    public Origin origin() {
        return origin;
    }

    public TaskType taskType() {
        return taskType;
    }

    /** The approach in words; empty for what was learned. */
    public String approach() {
        return approach;
    }

    public double successRate() {
        return successRate;
    }

    /** Outcomes of a stored one; titles or viewers behind a learned one. */
    public long uses() {
        return uses;
    }

    public double averageReward() {
        return averageReward;
    }

    public List<String> tags() {
        return tags;
    }

    public PatternContext context() {
        return context;
    }

    public Map<String, String> metadata() {
        return metadata;
    }

    /** Cosine with what was asked for. */
    public float similarity() {
        return similarity;
    }

    /** Who learned it, or that the host stored it. */
    public enum Origin {
        LOCAL,
        BANK,
        MERGED,
        STORED
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FoundPattern o && parts().equals(o.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "FoundPattern" + parts();
    }

    private List<Object> parts() {
        return List.of(
                id, origin, taskType, approach, successRate, uses, averageReward, tags, context, metadata, similarity);
    }

    /** Collects the parts; what is not given stays at its default. */
    public static final class Builder {
        private PatternId id;
        private Origin origin;
        private TaskType taskType;
        private String approach = "";
        private double successRate;
        private long uses;
        private double averageReward;
        private List<String> tags = List.of();
        private PatternContext context = PatternContext.NONE;
        private Map<String, String> metadata = Map.of();
        private float similarity;

        private Builder(PatternId id, Origin origin, TaskType taskType) {
            this.id = id;
            this.origin = origin;
            this.taskType = taskType;
        }

        public Builder approach(String value) {
            approach = value;
            return this;
        }

        public Builder successRate(double value) {
            successRate = value;
            return this;
        }

        public Builder uses(long value) {
            uses = value;
            return this;
        }

        public Builder averageReward(double value) {
            averageReward = value;
            return this;
        }

        public Builder tags(List<String> value) {
            tags = value;
            return this;
        }

        public Builder context(PatternContext value) {
            context = value;
            return this;
        }

        public Builder metadata(Map<String, String> value) {
            metadata = value;
            return this;
        }

        public Builder similarity(float value) {
            similarity = value;
            return this;
        }

        public FoundPattern build() {
            return new FoundPattern(this);
        }
    }
}
