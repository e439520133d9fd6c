package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.TaskType;
import java.util.EnumMap;
import java.util.Map;

/**
 * What happens when bank and viewer disagree, by kind of pattern.
 *
 * @param byKind a strategy for each of the four kinds; what is missing is as in {@link #DEFAULT}
 */
public record ConflictStrategies(Map<TaskType, ConflictStrategy> byKind) {
    /**
     * Two estimates of one taste are better together ({@link ConflictStrategy#MERGE}). When a viewer watches nobody knows better
     * than it does ({@link ConflictStrategy#VIEWER_WINS}). What lies beyond the usual tastes many have seen more of than one
     * ({@link ConflictStrategy#OMEGA_WINS}). Which approach works is a measurement, and the viewer's own stands while it is good
     * ({@link ConflictStrategy#QUALITY_WINS}).
     */
    public static final ConflictStrategies DEFAULT = new ConflictStrategies(Map.of(
            TaskType.PREFERENCE, ConflictStrategy.MERGE,
            TaskType.BEHAVIOR, ConflictStrategy.VIEWER_WINS,
            TaskType.DISCOVERY, ConflictStrategy.OMEGA_WINS,
            TaskType.RECOMMENDATION, ConflictStrategy.QUALITY_WINS));

    public ConflictStrategies {
        Map<TaskType, ConflictStrategy> all = new EnumMap<>(TaskType.class);
        for (TaskType kind : TaskType.values()) {
            ConflictStrategy given = byKind.get(kind);
            all.put(kind, given == null ? DEFAULT.of(kind) : given);
        }
        byKind = Map.copyOf(all);
    }

    /** The same for all kinds. */
    public static ConflictStrategies all(ConflictStrategy strategy) {
        Map<TaskType, ConflictStrategy> all = new EnumMap<>(TaskType.class);
        for (TaskType kind : TaskType.values()) {
            all.put(kind, strategy);
        }
        return new ConflictStrategies(all);
    }

    public ConflictStrategy of(TaskType kind) {
        ConflictStrategy strategy = byKind.get(kind);
        if (strategy == null) {
            throw new IllegalStateException("no strategy for " + kind);
        }
        return strategy;
    }

    /** The same with another strategy for one kind. */
    public ConflictStrategies with(TaskType kind, ConflictStrategy strategy) {
        Map<TaskType, ConflictStrategy> changed = new EnumMap<>(byKind);
        changed.put(kind, strategy);
        return new ConflictStrategies(changed);
    }
}
