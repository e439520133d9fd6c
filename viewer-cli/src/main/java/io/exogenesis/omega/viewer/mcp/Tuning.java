package io.exogenesis.omega.viewer.mcp;

import io.exogenesis.omega.viewer.ConflictStrategy;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What a caller may set of the agent's configuration. Consents are not among it: only the owner gives them. */
public record Tuning(
        OptionalDouble minQualityThreshold,
        OptionalInt maxLocalPatterns,
        Optional<Duration> syncInterval,
        Optional<ConflictStrategy> conflictStrategy) {
    public static final Tuning NONE =
            new Tuning(OptionalDouble.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());

    /** Sets what is given and leaves the rest. */
    public ViewerAgentConfig.Builder applyTo(ViewerAgentConfig.Builder config) {
        minQualityThreshold.ifPresent(config::minQualityThreshold);
        maxLocalPatterns.ifPresent(config::maxLocalPatterns);
        syncInterval.ifPresent(config::syncInterval);
        conflictStrategy.ifPresent(config::conflictStrategy);
        return config;
    }
}
