package io.exogenesis.omega.simulation;

import io.exogenesis.omega.simulation.check.InvariantViolation.Kind;
import java.util.List;
import java.util.Optional;

/**
 * What one seed came to.
 *
 * @param steps that were done
 * @param crashes processes that were killed, of the Core and of agents
 * @param powerLosses machines whose plug was pulled
 * @param contributions that agents sent
 * @param rounds that were committed
 * @param bankVersion at the end
 * @param bankPatterns in the bank at most
 * @param removals patterns that left the bank
 * @param digest of all that happened: the same for the same seed
 * @param failure empty if everything held
 * @param story the newest lines of what happened
 */
public record Outcome(
        long seed,
        int steps,
        int crashes,
        int powerLosses,
        long contributions,
        long rounds,
        long bankVersion,
        int bankPatterns,
        int removals,
        long digest,
        Optional<Failure> failure,
        List<String> story) {
    public Outcome {
        story = List.copyOf(story);
    }

    /** What did not hold. */
    public record Failure(Kind kind, String line) {}
}
