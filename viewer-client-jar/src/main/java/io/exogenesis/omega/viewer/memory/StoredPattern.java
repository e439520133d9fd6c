package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.internal.values.Limits;
import io.exogenesis.omega.viewer.internal.values.RunningMean;
import io.exogenesis.omega.viewer.internal.values.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An approach that the host stored, and how it fared (specification §4.2: {@code storePattern}).
 */
public final class StoredPattern implements MemoryEntry {
    private final long id;
    private final TaskType taskType;
    private final String approach;
    private final double successRate;
    private final long uses;
    private final double averageReward;
    private final List<String> tags;
    private final PatternContext context;
    private final Map<String, String> metadata;
    private final Instant storedAt;
    private final Instant lastUsed;

    private StoredPattern(Builder b) {
        b.approach = Limits.text("approach", b.approach);
        Limits.rate("success rate", b.successRate);
        Limits.count("number of uses", b.uses);
        Limits.rate("reward", b.averageReward);
        b.tags = Limits.tags(b.tags);
        b.metadata = Limits.metadata(b.metadata);
        b.storedAt = Times.toMillis(b.storedAt);
        b.lastUsed = Times.toMillis(b.lastUsed);
        id = b.id;
        taskType = b.taskType;
        approach = b.approach;
        successRate = b.successRate;
        uses = b.uses;
        averageReward = b.averageReward;
        tags = b.tags;
        context = b.context;
        metadata = b.metadata;
        storedAt = b.storedAt;
        // one object where it was never used: there are ten thousand of these
        lastUsed = b.lastUsed.equals(b.storedAt) ? b.storedAt : b.lastUsed;
    }

    public static Builder builder(long id, TaskType taskType, String approach) {
        return new Builder(id, taskType, approach);
    }

    /** A builder that begins with this one's parts. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    @Override
    public long id() {
        return id;
    }

    public TaskType taskType() {
        return taskType;
    }

    /** What was done, in words. */
    public String approach() {
        return approach;
    }

    /** Running mean of the outcomes, in [0, 1]; before the first one what the host said. */
    public double successRate() {
        return successRate;
    }

    /** Outcomes recorded. */
    public long uses() {
        return uses;
    }

    /** Running mean of the rewards, in [0, 1]. */
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

    public Instant storedAt() {
        return storedAt;
    }

    /** Time of the last outcome, or of the storing. */
    public Instant lastUsed() {
        return lastUsed;
    }

    /** After one more outcome. */
    public StoredPattern used(double success, double reward, Instant at) {
        return toBuilder()
                .successRate(RunningMean.after(successRate, uses, success))
                .uses(uses + 1)
                .averageReward(RunningMean.after(averageReward, uses, reward))
                .lastUsed(at)
                .build();
    }

    /** What it is worth to keep: how well it does, more so the better that is known. */
    public double value() {
        return successRate * (1 + Math.log1p((double) uses));
    }

    /** The same under another id. */
    public StoredPattern withId(long other) {
        return toBuilder().id(other).build();
    }

    /** What it is, without its name and how it fared: the same for an entry that was used since it was exported. */
    public StoredPattern identity() {
        return toBuilder()
                .id(1)
                .successRate(0)
                .uses(0)
                .averageReward(0)
                .storedAt(storedAt)
                .build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredPattern o && parts().equals(o.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "StoredPattern" + parts();
    }

    private List<Object> parts() {
        return List.of(
                id, taskType, approach, successRate, uses, averageReward, tags, context, metadata, storedAt, lastUsed);
    }

    /** Collects the parts; what is not given stays at its default. */
    public static final class Builder {
        private long id;
        private TaskType taskType;
        private String approach;
        private double successRate;
        private long uses;
        private double averageReward;
        private List<String> tags = List.of();
        private PatternContext context = PatternContext.NONE;
        private Map<String, String> metadata = Map.of();
        private Instant storedAt = Instant.EPOCH;
        private Instant lastUsed = Instant.EPOCH;

        private Builder(long id, TaskType taskType, String approach) {
            this.id = id;
            this.taskType = taskType;
            this.approach = approach;
        }

        private Builder(StoredPattern from) {
            id = from.id;
            taskType = from.taskType;
            approach = from.approach;
            successRate = from.successRate;
            uses = from.uses;
            averageReward = from.averageReward;
            tags = from.tags;
            context = from.context;
            metadata = from.metadata;
            storedAt = from.storedAt;
            lastUsed = from.lastUsed;
        }

        public Builder id(long value) {
            id = value;
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

        /** The time of the last use, too, until that is given. */
        public Builder storedAt(Instant value) {
            storedAt = value;
            lastUsed = value;
            return this;
        }

        public Builder lastUsed(Instant value) {
            lastUsed = value;
            return this;
        }

        public StoredPattern build() {
            return new StoredPattern(this);
        }
    }
}
