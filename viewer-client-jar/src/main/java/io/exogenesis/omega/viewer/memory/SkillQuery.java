package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.viewer.internal.values.Limits;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What to look for among skills: by words or by a place.
 */
public final class SkillQuery {
    private final Optional<String> task;
    private final Optional<Embedding> embedding;
    private final int k;
    private final double minSuccessRate;
    private final boolean preferRecent;

    private SkillQuery(
            Optional<String> task, Optional<Embedding> embedding, int k, double minSuccessRate, boolean preferRecent) {
        task.ifPresent(t -> Limits.text("task", t));
        PatternQuery.checkK(k);
        Limits.rate("least success rate", minSuccessRate);
        this.task = task;
        this.embedding = embedding;
        this.k = k;
        this.minSuccessRate = minSuccessRate;
        this.preferRecent = preferRecent;
    }

    public Optional<String> task() {
        return task;
    }

    public Optional<Embedding> embedding() {
        return embedding;
    }

    /** At most so many, 1 to 1,000,000. */
    public int k() {
        return k;
    }

    /** Least success rate, in [0, 1]. */
    public double minSuccessRate() {
        return minSuccessRate;
    }

    /** Whether a skill that was used lately comes before an equal one. */
    public boolean preferRecent() {
        return preferRecent;
    }

    public static SkillQuery of(String task, int k) {
        return new SkillQuery(Optional.of(task), Optional.empty(), k, .5, true);
    }

    public static SkillQuery of(Embedding place, int k) {
        return new SkillQuery(Optional.empty(), Optional.of(place), k, .5, true);
    }

    public SkillQuery withMinSuccessRate(double least) {
        return new SkillQuery(task, embedding, k, least, preferRecent);
    }

    public SkillQuery withPreferRecent(boolean wanted) {
        return new SkillQuery(task, embedding, k, minSuccessRate, wanted);
    }

    /** What a skill must satisfy. */
    public record AtLeast(double rate) implements Predicate<Skill> {
        @Override
        public boolean test(Skill skill) {
            return skill.successRate() >= rate;
        }
    }
}
