package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import java.util.List;
import java.util.Map;

/** A pattern that a search found. */
public interface FoundPattern {
    PatternId id();

    Origin origin();

    TaskType taskType();

    /** The approach in words; empty for what was learned. */
    String approach();

    /** In [0, 1]. */
    double successRate();

    /** Outcomes of a stored one; titles or viewers behind a learned one. */
    long uses();

    /** In [0, 1]. */
    double averageReward();

    List<String> tags();

    PatternContext context();

    Map<String, String> metadata();

    /** Cosine with what was asked for. */
    float similarity();

    /** Who learned it, or that the host stored it. */
    enum Origin {
        LOCAL,
        BANK,
        MERGED,
        STORED
    }
}
