package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.viewer.internal.values.Canonical;
import io.exogenesis.omega.viewer.internal.values.Limits;
import io.exogenesis.omega.viewer.internal.values.RunningMean;
import io.exogenesis.omega.viewer.internal.values.Times;
import io.exogenesis.omega.viewer.memory.NewSkill;
import io.exogenesis.omega.viewer.memory.Skill;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A skill in memory.
 *
 * @param episode id of the newest episode that it was made of, or 0
 */
public record SkillEntry(
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
        long episode,
        Map<String, String> metadata,
        Instant created,
        Instant updated,
        Instant lastUsed)
        implements Entry, Skill {
    public SkillEntry {
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

    /** What the host stores, under this id. */
    public static SkillEntry of(long id, NewSkill s, Instant now) {
        return new SkillEntry(
                id,
                s.name(),
                s.description(),
                s.inputs(),
                s.outputs(),
                s.code(),
                s.successRate(),
                0,
                0,
                0,
                0,
                s.metadata(),
                now,
                now,
                now);
    }

    @Override
    public OptionalLong fromEpisode() {
        return episode == 0 ? OptionalLong.empty() : OptionalLong.of(episode);
    }

    /** After one more use. */
    public SkillEntry used(double success, double reward, double latencyMillis, Instant at) {
        return new SkillEntry(
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
                episode,
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

    /** The same, told anew from its newest episode. */
    public SkillEntry told(String words, long newest, Map<String, String> facts, Instant at) {
        return with(id, words, newest, facts, at);
    }

    @Override
    public SkillEntry withId(long other) {
        return with(other, description, episode, metadata, updated);
    }

    /** The same with another newest episode, or 0. */
    SkillEntry withEpisode(long other) {
        return with(id, description, other, metadata, updated);
    }

    @Override
    public Object identity(Embedding place) {
        return name;
    }

    @Override
    public SkillEntry canonical(Canonical parts) {
        return this;
    }

    private SkillEntry with(long i, String words, long newest, Map<String, String> facts, Instant changed) {
        return new SkillEntry(
                i,
                name,
                words,
                inputs,
                outputs,
                code,
                successRate,
                uses,
                averageReward,
                averageLatencyMillis,
                newest,
                facts,
                created,
                changed,
                lastUsed);
    }
}
