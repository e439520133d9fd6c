package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.viewer.internal.values.Limits;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What to look for among skills: by words or by a place.
 *
 * @param k at most so many, 1 to 1,000,000
 * @param minSuccessRate in [0, 1]
 * @param preferRecent whether a skill that was used lately comes before an equal one
 */
public record SkillQuery(
        Optional<String> task, Optional<Embedding> embedding, int k, double minSuccessRate, boolean preferRecent) {
    public SkillQuery {
        if (task.isPresent() == embedding.isPresent()) {
            throw new InvalidValueException("a search names a task in words or an embedding, one of the two");
        }
        task.ifPresent(t -> Limits.text("task", t));
        PatternQuery.checkK(k);
        Limits.rate("least success rate", minSuccessRate);
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
