package io.exogenesis.omega.core.api;

import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.TaskType;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Patterns, raw and consolidated.
 *
 * @param epochPatterns raw patterns that count in the running epoch
 * @param contributions what became of all contributions
 * @param consolidated patterns of the bank
 * @param meanQuality of the bank's success rates, in [0, 1]; empty for an empty bank
 * @param meanSupporters of the bank's patterns; empty for an empty bank
 * @param consensusRate admitted of decided contributions, in [0, 1]; empty before the first decision
 */
public record PatternStats(
        String coordinatorId,
        BankVersion bank,
        long epochPatterns,
        Accounting.Report contributions,
        int consolidated,
        Map<TaskType, Long> byTaskType,
        Map<Admission, Long> byAdmission,
        Map<Priority, Long> byPriority,
        OptionalDouble meanQuality,
        OptionalDouble meanSupporters,
        OptionalDouble consensusRate) {
    public PatternStats {
        byTaskType = Map.copyOf(byTaskType);
        byAdmission = Map.copyOf(byAdmission);
        byPriority = Map.copyOf(byPriority);
    }
}
