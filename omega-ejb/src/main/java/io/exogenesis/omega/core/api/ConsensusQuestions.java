package io.exogenesis.omega.core.api;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.aggregate.ConsensusPreview;
import io.exogenesis.omega.core.aggregate.EpochControl;
import io.exogenesis.omega.core.aggregate.RoundHistory;
import io.exogenesis.omega.core.api.ConsensusResult.Basis;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.config.AggregateSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.port.PatternDecision;
import io.exogenesis.omega.core.port.RoundRecord.ClusterLine;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;

/** What a round would decide, as a report. */
@Singleton
public class ConsensusQuestions {
    private final CoreSettings settings;
    private final ConsensusPreview preview;
    private final RoundHistory history;
    private final EpochControl epoch;
    private final GlobalBank bank;

    @Inject
    public ConsensusQuestions(
            CoreSettings settings,
            ConsensusPreview preview,
            RoundHistory history,
            EpochControl epoch,
            GlobalBank bank) {
        this.settings = settings;
        this.preview = preview;
        this.history = history;
        this.epoch = epoch;
        this.bank = bank;
    }

    ConsensusResult of(List<ExogenesisPattern> patterns) {
        if (patterns.isEmpty() || patterns.size() > OmegaCore.MAX_PATTERNS) {
            throw new RefusedException(
                    Refusal.Code.MALFORMED,
                    "consensus is sought among 1 to " + OmegaCore.MAX_PATTERNS + " patterns, not " + patterns.size());
        }
        return result(Basis.GIVEN, patterns.size(), preview.of(patterns), line -> false);
    }

    ConsensusResult of(PatternId pattern) {
        List<ClusterLine> pending = preview.pending().stream()
                .filter(line -> line.pattern().filter(pattern.value()::equals).isPresent())
                .toList();
        if (!pending.isEmpty()) {
            return result(Basis.PENDING, epochPatterns(), pending, this::isInBank);
        }
        List<PatternDecision> decided = history.decisions(pattern, 1);
        if (decided.isEmpty() && bank.pattern(pattern).isEmpty()) {
            throw new RefusedException(Refusal.Code.NOT_FOUND, "no remembered round has decided about " + pattern);
        }
        return result(
                Basis.COMMITTED,
                epochPatterns(),
                decided.stream().map(PatternDecision::decision).toList(),
                line -> true);
    }

    ConsensusResult pending() {
        return result(Basis.PENDING, epochPatterns(), preview.pending(), this::isInBank);
    }

    private long epochPatterns() {
        return epoch.status(0).patterns();
    }

    private boolean isInBank(ClusterLine line) {
        return line.pattern().map(PatternId::new).flatMap(bank::pattern).isPresent();
    }

    /** @param named whether a line's pattern has the id that it says: a new one gets another when a round is committed */
    private ConsensusResult result(Basis basis, long patterns, List<ClusterLine> lines, Predicate<ClusterLine> named) {
        AggregateSettings a = settings.aggregate();
        return new ConsensusResult(
                settings.server().coordinatorId(),
                bank.contents().version(),
                basis,
                patterns,
                new ConsensusResult.Terms(a.minVoters(), a.threshold(), a.tolerance(), a.similarity()),
                lines.stream()
                        .map(line -> group(named.test(line) ? line : line.withoutPattern()))
                        .toList());
    }

    private static ConsensusResult.Group group(ClusterLine line) {
        boolean in = line.outcome().equals("ADMITTED") || line.outcome().equals("PROBATION");
        return new ConsensusResult.Group(in, line);
    }
}
