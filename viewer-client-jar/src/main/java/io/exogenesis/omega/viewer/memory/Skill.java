package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.viewer.internal.values.Limits;
import io.exogenesis.omega.viewer.internal.values.RunningMean;
import io.exogenesis.omega.viewer.internal.values.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Something that the agent can do again.
 *
 * @param name unique
 * @param inputs names of what it needs
 * @param outputs names of what it gives
 * @param code how it is done: a template, a query, a prompt; opaque
 * @param successRate running mean, in [0, 1]
 * @param averageReward running mean, in [0, 1]
 * @param averageLatencyMillis running mean
 * @param fromEpisode the newest episode that it was made of
 */
public record Skill(
        long id,
        String name,
        String description,
        List<String> inputs,
        List<String> outputs,
        String code,
        double successRate,
        long uses,
        double averageReward,
        double averageLatencyMillis,
        OptionalLong fromEpisode,
        Map<String, String> metadata,
        Instant created,
        Instant updated,
        Instant lastUsed)
        implements MemoryEntry {
    public Skill {
        name = Limits.name("skill's name", name);
        description = Limits.text("description", description);
        inputs = Limits.tags(inputs);
        outputs = Limits.tags(outputs);
        code = Limits.text("skill's code", code);
        Limits.rate("success rate", successRate);
        Limits.count("number of uses", uses);
        Limits.rate("reward", averageReward);
        metadata = Limits.metadata(metadata);
        created = Times.toMillis(created);
        updated = Times.toMillis(updated);
        lastUsed = Times.toMillis(lastUsed);
    }

    /** After one more use. */
    public Skill used(double success, double reward, double latencyMillis, Instant at) {
        return new Skill(
                id,
                name,
                description,
                inputs,
                outputs,
                code,
                RunningMean.after(successRate, uses, success),
                uses + 1,
                RunningMean.after(averageReward, uses, reward),
                RunningMean.unbounded(averageLatencyMillis, uses, latencyMillis),
                fromEpisode,
                metadata,
                created,
                updated,
                at);
    }

    /** What its embedding is made of. */
    public String text() {
        return name + "\n" + description + "\n" + String.join(", ", inputs) + " -> " + String.join(", ", outputs);
    }

    /** What it is worth to keep. */
    public double value() {
        return successRate * (1 + Math.log1p((double) uses));
    }

    /** The same under another id. */
    Skill withId(long other) {
        return moved(other, fromEpisode);
    }

    /** The same in another memory, where it and the episode that it was made of have other ids. */
    public Skill moved(long newId, OptionalLong newFromEpisode) {
        return new Skill(
                newId,
                name,
                description,
                inputs,
                outputs,
                code,
                successRate,
                uses,
                averageReward,
                averageLatencyMillis,
                newFromEpisode,
                metadata,
                created,
                updated,
                lastUsed);
    }
}
