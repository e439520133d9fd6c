package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.viewer.internal.values.Limits;
import io.exogenesis.omega.viewer.internal.values.RunningMean;
import io.exogenesis.omega.viewer.internal.values.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Something that the agent can do again.
 */
public final class Skill implements MemoryEntry {
    private final long id;
    private final String name;
    private final String description;
    private final List<String> inputs;
    private final List<String> outputs;
    private final String code;
    private final double successRate;
    private final long uses;
    private final double averageReward;
    private final double averageLatencyMillis;
    private final OptionalLong fromEpisode;
    private final Map<String, String> metadata;
    private final Instant created;
    private final Instant updated;
    private final Instant lastUsed;

    private Skill(Builder b) {
        b.name = Limits.name("skill's name", b.name);
        b.description = Limits.text("description", b.description);
        b.inputs = Limits.tags(b.inputs);
        b.outputs = Limits.tags(b.outputs);
        b.code = Limits.text("skill's code", b.code);
        Limits.rate("success rate", b.successRate);
        Limits.count("number of uses", b.uses);
        Limits.rate("reward", b.averageReward);
        b.metadata = Limits.metadata(b.metadata);
        b.created = Times.toMillis(b.created);
        b.updated = Times.toMillis(b.updated);
        b.lastUsed = Times.toMillis(b.lastUsed);
        id = b.id;
        name = b.name;
        description = b.description;
        inputs = b.inputs;
        outputs = b.outputs;
        code = b.code;
        successRate = b.successRate;
        uses = b.uses;
        averageReward = b.averageReward;
        averageLatencyMillis = b.averageLatencyMillis;
        fromEpisode = b.fromEpisode;
        metadata = b.metadata;
        created = b.created;
        updated = b.updated;
        lastUsed = b.lastUsed;
    }

    public static Builder builder(long id, String name) {
        return new Builder(id, name);
    }

    /** A builder that begins with this one's parts. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    @Override
    public long id() {
        return id;
    }

    /** Unique. */
    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    /** Names of what it needs. */
    public List<String> inputs() {
        return inputs;
    }

    /** Names of what it gives. */
    public List<String> outputs() {
        return outputs;
    }

    /** How it is done: a template, a query, a prompt; opaque. */
    public String code() {
        return code;
    }

    /** Running mean, in [0, 1]. */
    public double successRate() {
        return successRate;
    }

    public long uses() {
        return uses;
    }

    /** Running mean, in [0, 1]. */
    public double averageReward() {
        return averageReward;
    }

    /** Running mean. */
    public double averageLatencyMillis() {
        return averageLatencyMillis;
    }

    /** The newest episode that it was made of. */
    public OptionalLong fromEpisode() {
        return fromEpisode;
    }

    public Map<String, String> metadata() {
        return metadata;
    }

    public Instant created() {
        return created;
    }

    public Instant updated() {
        return updated;
    }

    public Instant lastUsed() {
        return lastUsed;
    }

    /** After one more use. */
    public Skill used(double success, double reward, double latencyMillis, Instant at) {
        return toBuilder()
                .successRate(RunningMean.after(successRate, uses, success))
                .uses(uses + 1)
                .averageReward(RunningMean.after(averageReward, uses, reward))
                .averageLatencyMillis(RunningMean.unbounded(averageLatencyMillis, uses, latencyMillis))
                .lastUsed(at)
                .build();
    }

    /** What its embedding is made of. */
    public String text() {
        return name + "\n" + description + "\n" + String.join(", ", inputs) + " -> " + String.join(", ", outputs);
    }

    /** What it is worth to keep. */
    public double value() {
        return successRate * (1 + Math.log1p((double) uses));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Skill o && parts().equals(o.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "Skill" + parts();
    }

    private List<Object> parts() {
        return List.of(
                id,
                name,
                description,
                inputs,
                outputs,
                code,
                successRate,
                uses,
                averageReward,
                averageLatencyMillis,
                fromEpisode,
                metadata,
                created,
                updated,
                lastUsed);
    }

    /** Collects the parts; what is not given stays at its default. */
    public static final class Builder {
        private long id;
        private String name;
        private String description = "";
        private List<String> inputs = List.of();
        private List<String> outputs = List.of();
        private String code = "";
        private double successRate;
        private long uses;
        private double averageReward;
        private double averageLatencyMillis;
        private OptionalLong fromEpisode = OptionalLong.empty();
        private Map<String, String> metadata = Map.of();
        private Instant created = Instant.EPOCH;
        private Instant updated = Instant.EPOCH;
        private Instant lastUsed = Instant.EPOCH;

        private Builder(long id, String name) {
            this.id = id;
            this.name = name;
        }

        private Builder(Skill from) {
            id = from.id;
            name = from.name;
            description = from.description;
            inputs = from.inputs;
            outputs = from.outputs;
            code = from.code;
            successRate = from.successRate;
            uses = from.uses;
            averageReward = from.averageReward;
            averageLatencyMillis = from.averageLatencyMillis;
            fromEpisode = from.fromEpisode;
            metadata = from.metadata;
            created = from.created;
            updated = from.updated;
            lastUsed = from.lastUsed;
        }

        public Builder id(long value) {
            id = value;
            return this;
        }

        public Builder description(String value) {
            description = value;
            return this;
        }

        public Builder inputs(List<String> value) {
            inputs = value;
            return this;
        }

        public Builder outputs(List<String> value) {
            outputs = value;
            return this;
        }

        public Builder code(String value) {
            code = value;
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

        public Builder averageLatencyMillis(double value) {
            averageLatencyMillis = value;
            return this;
        }

        /** 0: of none. */
        public Builder fromEpisode(long value) {
            fromEpisode = value == 0 ? OptionalLong.empty() : OptionalLong.of(value);
            return this;
        }

        public Builder metadata(Map<String, String> value) {
            metadata = value;
            return this;
        }

        /** The time of the last change and of the last use, too, until those are given. */
        public Builder created(Instant value) {
            created = value;
            updated = value;
            lastUsed = value;
            return this;
        }

        public Builder updated(Instant value) {
            updated = value;
            return this;
        }

        public Builder lastUsed(Instant value) {
            lastUsed = value;
            return this;
        }

        public Skill build() {
            return new Skill(this);
        }
    }
}
