package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.internal.values.Canonical;
import io.exogenesis.omega.viewer.internal.values.Limits;
import io.exogenesis.omega.viewer.internal.values.RunningMean;
import io.exogenesis.omega.viewer.internal.values.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An approach that the host stored, and how it fared (specification §4.2: {@code storePattern}).
 *
 * @param approach what was done, in words
 * @param successRate running mean of the outcomes, in [0, 1]; before the first one what the host said
 * @param uses outcomes recorded
 * @param averageReward running mean of the rewards, in [0, 1]
 * @param lastUsed time of the last outcome, or of the storing
 */
public record StoredPattern(
        long id,
        TaskType taskType,
        String approach,
        double successRate,
        long uses,
        double averageReward,
        List<String> tags,
        PatternContext context,
        Map<String, String> metadata,
        Instant storedAt,
        Instant lastUsed)
        implements MemoryEntry {
    public StoredPattern {
        approach = Limits.text("approach", approach);
        Limits.rate("success rate", successRate);
        Limits.count("number of uses", uses);
        Limits.rate("reward", averageReward);
        tags = Limits.tags(tags);
        metadata = Limits.metadata(metadata);
        storedAt = Times.toMillis(storedAt);
        lastUsed = Times.toMillis(lastUsed);
    }

    /** After one more outcome. */
    public StoredPattern used(double success, double reward, Instant at) {
        return new StoredPattern(
                id,
                taskType,
                approach,
                RunningMean.after(successRate, uses, success),
                uses + 1,
                RunningMean.after(averageReward, uses, reward),
                tags,
                context,
                metadata,
                storedAt,
                at);
    }

    /** What it is worth to keep: how well it does, more so the better that is known. */
    public double value() {
        return successRate * (1 + Math.log1p((double) uses));
    }

    /** The same under another id. */
    public StoredPattern withId(long other) {
        return new StoredPattern(
                other,
                taskType,
                approach,
                successRate,
                uses,
                averageReward,
                tags,
                context,
                metadata,
                storedAt,
                lastUsed);
    }

    /** The same, with parts that it has in common with others. */
    public StoredPattern shared(Canonical canonical) {
        return new StoredPattern(
                id,
                taskType,
                approach,
                successRate,
                uses,
                averageReward,
                canonical.of(tags),
                canonical.of(context),
                metadata,
                storedAt,
                lastUsed.equals(storedAt) ? storedAt : lastUsed);
    }

    /** What it is, without its name and how it fared: the same for an entry that was used since it was exported. */
    public StoredPattern identity() {
        return new StoredPattern(1, taskType, approach, 0, 0, 0, tags, context, metadata, storedAt, storedAt);
    }
}
