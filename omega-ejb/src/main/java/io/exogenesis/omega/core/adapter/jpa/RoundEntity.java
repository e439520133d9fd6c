package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.PatternDecision;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.RoundRecord.ClusterLine;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

@Entity
@Table(name = "aggregation_round")
class RoundEntity {
    @Id
    long round;

    long epoch;

    @Column(name = "end_of_epoch")
    boolean endOfEpoch;

    @Column(name = "started_ms")
    long startedMs;

    @Column(name = "duration_ms")
    long durationMs;

    @Column(name = "bank_version")
    long bankVersion;

    int viewers;
    int votes;
    int clusters;

    @Column(name = "bank_patterns")
    int bankPatterns;

    @Column(name = "sample_rows")
    int rows;

    int items;

    @Column(name = "model_published")
    boolean modelPublished;

    int admitted;
    int refused;
    int waiting;
    int expired;

    protected RoundEntity() {}

    RoundEntity(RoundRecord r) {
        round = r.round();
        epoch = r.epoch();
        endOfEpoch = r.endOfEpoch();
        startedMs = r.startedAt().toEpochMilli();
        durationMs = r.durationMs();
        bankVersion = r.bankVersion();
        viewers = r.viewers();
        votes = r.votes();
        clusters = r.clusters();
        bankPatterns = r.bankPatterns();
        rows = r.rows();
        items = r.items();
        modelPublished = r.itemModelPublished();
        admitted = r.admitted();
        refused = r.refused();
        waiting = r.waiting();
        expired = r.expired();
    }

    PatternDecision decision(ClusterLine line) {
        return new PatternDecision(round, epoch, Instant.ofEpochMilli(startedMs), line);
    }

    RoundRecord record(List<ClusterLine> decisions) {
        return new RoundRecord(
                round,
                epoch,
                endOfEpoch,
                Instant.ofEpochMilli(startedMs),
                durationMs,
                bankVersion,
                viewers,
                votes,
                clusters,
                bankPatterns,
                rows,
                items,
                modelPublished,
                admitted,
                refused,
                waiting,
                expired,
                decisions);
    }
}
