package io.exogenesis.omega.viewer.memory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Something that the agent can do again. */
public interface Skill extends MemoryEntry {
    /** Unique. */
    String name();

    String description();

    /** Names of what it needs. */
    List<String> inputs();

    /** Names of what it gives. */
    List<String> outputs();

    /** How it is done: a template, a query, a prompt; opaque. */
    String code();

    /** Running mean, in [0, 1]. */
    double successRate();

    long uses();

    /** Running mean, in [0, 1]. */
    double averageReward();

    /** Running mean. */
    double averageLatencyMillis();

    /** The newest episode that it was made of. */
    OptionalLong fromEpisode();

    Map<String, String> metadata();

    Instant created();

    Instant updated();

    Instant lastUsed();
}
