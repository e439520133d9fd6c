package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.InvalidValueException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Skills: what the agent can do again, found by meaning, success, use and reward together; how they hang together; and how
 * episodes that went well become one. A call that returns a future never blocks. Thread-safe.
 */
public interface SkillLibrary {
    /** A skill found, its cosine with what was asked for, and the composite score it is ranked by. */
    record Found(Skill skill, float similarity, double score) {}

    /**
     * The library in numbers.
     *
     * @param averageSuccessRate 0 without any
     * @param links between skills
     */
    record Stats(int skills, double averageSuccessRate, double averageUses, int links) {}

    /** Stores a skill; its id, once it is durable. Fails with {@link InvalidValueException} if the name is taken. */
    CompletableFuture<Long> store(NewSkill skill);

    /** A skill; empty if there is none of this id. */
    Optional<Skill> get(long id);

    /** The skill of exactly this name, if there is one. */
    Optional<Skill> find(String name);

    /** All, by name. */
    List<Skill> all();

    /** How using a skill turned out; its means move. False if there is no such skill. */
    CompletableFuture<Boolean> recordOutcome(long id, boolean success, double reward, Duration latency);

    /** Forgets a skill and its links; false if there is none. */
    CompletableFuture<Boolean> delete(long id);

    /**
     * The skills with the largest score {@code .4 cosine + .3 success rate + .1 min(uses / 1000, 1) + .2 average reward}, and
     * {@code .05 · 2^(−age / 30 days)} where recent ones are preferred.
     */
    CompletableFuture<List<Found>> search(SkillQuery query);

    /** Links two skills, in place of a link of the same kind between them. Fails if one of them does not exist. */
    CompletableFuture<Void> link(SkillLink link);

    /** All links from and to a skill. */
    List<SkillLink> links(long id);

    /** How to go about a skill; empty if there is none. */
    Optional<SkillPlan> plan(long id);

    /**
     * Makes skills of episodes that went well: of each task with at least {@code minAttempts} of them, with a reward of at least
     * {@code minReward}, no older than {@code window}. A skill is named after its task; one that the host created under that name
     * stays as it is. Each episode counts once at most, however often this is called: those that are newer than what was counted. Needs the embedder, for the text that a skill is found by.
     *
     * @return the skills that are new or have grown
     */
    CompletableFuture<List<Skill>> consolidate(int minAttempts, double minReward, Duration window);

    /** Forgets skills that were used less than {@code minUses} times, succeed less than this, and were not used for {@code age}. */
    CompletableFuture<Integer> prune(long minUses, double minSuccessRate, Duration age);

    Stats stats();
}
