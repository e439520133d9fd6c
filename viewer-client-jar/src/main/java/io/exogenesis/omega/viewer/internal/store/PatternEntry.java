package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.internal.values.Canonical;
import io.exogenesis.omega.viewer.internal.values.Limits;
import io.exogenesis.omega.viewer.internal.values.RunningMean;
import io.exogenesis.omega.viewer.internal.values.Times;
import io.exogenesis.omega.viewer.memory.NewPattern;
import io.exogenesis.omega.viewer.memory.StoredPattern;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A stored pattern in memory, where there are ten thousand of them.
 *
 * @param storedMillis since 1970, as is {@code usedMillis}
 */
public record PatternEntry(
        long id,
        TaskType taskType,
        String approach,
        double successRate,
        long uses,
        double averageReward,
        List<String> tags,
        PatternContext context,
        Map<String, String> metadata,
        long storedMillis,
        long usedMillis)
        implements Entry, StoredPattern {
    public PatternEntry {
        approach = Limits.text("approach", approach);
        Limits.rate("success rate", successRate);
        Limits.count("number of uses", uses);
        Limits.rate("reward", averageReward);
        tags = Limits.tags(tags);
        metadata = Limits.metadata(metadata);
    }

    /** What the host stores, under this id. */
    public static PatternEntry of(long id, NewPattern p, Instant now) {
        long at = Times.toMillis(now).toEpochMilli();
        return new PatternEntry(
                id, p.taskType(), p.approach(), p.successRate(), 0, 0, p.tags(), p.context(), p.metadata(), at, at);
    }

    @Override
    public Instant storedAt() {
        return Instant.ofEpochMilli(storedMillis);
    }

    @Override
    public Instant lastUsed() {
        return Instant.ofEpochMilli(usedMillis);
    }

    /** After one more outcome. */
    PatternEntry used(double success, double reward, Instant at) {
        return new PatternEntry(
                id,
                taskType,
                approach,
                RunningMean.after(successRate, uses, success),
                uses + 1,
                RunningMean.after(averageReward, uses, reward),
                tags,
                context,
                metadata,
                storedMillis,
                at.toEpochMilli());
    }

    /** What it is worth to keep: how well it does, more so the better that is known. */
    public double value() {
        return successRate * (1 + Math.log1p((double) uses));
    }

    @Override
    public PatternEntry withId(long other) {
        return new PatternEntry(
                other,
                taskType,
                approach,
                successRate,
                uses,
                averageReward,
                tags,
                context,
                metadata,
                storedMillis,
                usedMillis);
    }

    @Override
    public Object identity(Embedding place) {
        PatternEntry unused =
                new PatternEntry(1, taskType, approach, 0, 0, 0, tags, context, metadata, storedMillis, storedMillis);
        return List.of(unused, place);
    }

    @Override
    public PatternEntry canonical(Canonical c) {
        return new PatternEntry(
                id,
                taskType,
                approach,
                successRate,
                uses,
                averageReward,
                c.of(tags),
                c.of(context),
                metadata,
                storedMillis,
                usedMillis);
    }
}
