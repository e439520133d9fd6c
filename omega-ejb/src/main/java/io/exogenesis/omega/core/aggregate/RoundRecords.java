package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.learning.consensus.JuryCount;
import io.exogenesis.omega.learning.round.ClusterDecision;
import io.exogenesis.omega.learning.round.RoundReport;
import io.exogenesis.omega.model.PatternId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** From the learner's report to the line of the history. */
final class RoundRecords {
    private RoundRecords() {}

    static RoundRecord of(RoundReport report, BankHead after, boolean endOfEpoch, Instant startedAt, Duration took) {
        return new RoundRecord(
                after.round(),
                endOfEpoch ? after.epoch() - 1 : after.epoch(),
                endOfEpoch,
                startedAt,
                took.toMillis(),
                after.version().number(),
                report.viewers(),
                report.votes(),
                report.clusters(),
                report.bankPatterns(),
                report.rows(),
                report.items(),
                report.itemModelPublished(),
                report.admitted(),
                report.refused(),
                report.waiting(),
                report.expired(),
                decisions(report.decisions()));
    }

    /** The largest, and those that changed: a pattern's history is complete without repeating what stays as it is. */
    private static List<RoundRecord.ClusterLine> decisions(List<ClusterDecision> all) {
        List<RoundRecord.ClusterLine> kept = new ArrayList<>();
        for (int i = 0; i < all.size() && kept.size() < RoundRecord.MAX_DECISIONS; i++) {
            if (i < RoundRecord.LARGEST || all.get(i).changed()) {
                kept.add(line(all.get(i)));
            }
        }
        return kept;
    }

    static RoundRecord.ClusterLine line(ClusterDecision d) {
        JuryCount jury = d.jury();
        return new RoundRecord.ClusterLine(
                d.pattern().map(PatternId::value),
                d.supporters(),
                d.outcome().name(),
                d.reason(),
                d.genres(),
                new RoundRecord.JuryLine(jury.yes(), jury.no(), jury.pending(), jury.needed(), jury.jurors()),
                d.rule(),
                d.tenuredShare());
    }

    static String line(RoundRecord r) {
        return "round " + r.round() + (r.endOfEpoch() ? " (end of epoch " + r.epoch() + ")" : "") + ": " + r.votes()
                + " patterns and " + r.rows() + " samples of " + r.viewers() + " viewers, " + r.admitted()
                + " admitted, " + r.refused() + " refused, " + r.waiting() + " waiting, " + r.expired()
                + " expired; bank version " + r.bankVersion() + " with " + r.bankPatterns() + " patterns"
                + (r.itemModelPublished() ? ", new item model" : "") + "; " + r.durationMs() + " ms";
    }
}
