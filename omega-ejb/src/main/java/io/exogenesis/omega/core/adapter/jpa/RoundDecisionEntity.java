package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.RoundRecord.ClusterLine;
import io.exogenesis.omega.core.port.RoundRecord.JuryLine;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "round_decision")
@IdClass(RoundDecisionEntity.Key.class)
class RoundDecisionEntity {
    private static final int MAX_REASON = 300;

    @Id
    long round;

    @Id
    int place;

    @Column(name = "pattern_id")
    @Nullable
    String patternId;

    int supporters;
    String outcome;
    String reason;
    String genres;

    @Column(name = "jury_yes")
    int juryYes;

    @Column(name = "jury_no")
    int juryNo;

    @Column(name = "jury_pending")
    int juryPending;

    @Column(name = "jury_needed")
    int juryNeeded;

    @Column(name = "jury_size")
    int jurySize;

    @Column(name = "fusion_rule")
    String rule;

    @Column(name = "tenured_share")
    double tenuredShare;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected RoundDecisionEntity() {}

    RoundDecisionEntity(long round, int place, ClusterLine line) {
        this.round = round;
        this.place = place;
        patternId = line.pattern().orElse(null);
        supporters = line.supporters();
        outcome = line.outcome();
        reason = Columns.cut(line.reason(), MAX_REASON);
        genres = Columns.joined(line.genres());
        juryYes = line.jury().yes();
        juryNo = line.jury().no();
        juryPending = line.jury().pending();
        juryNeeded = line.jury().needed();
        jurySize = line.jury().jurors();
        rule = line.rule();
        tenuredShare = line.tenuredShare();
    }

    ClusterLine line() {
        return new ClusterLine(
                Optional.ofNullable(patternId),
                supporters,
                outcome,
                reason,
                Columns.split(genres),
                new JuryLine(juryYes, juryNo, juryPending, juryNeeded, jurySize),
                rule,
                tenuredShare);
    }

    /** Primary key. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;
        long round;
        int place;

        public Key() {}

        @Override
        public boolean equals(Object o) {
            return o instanceof Key k && k.round == round && k.place == place;
        }

        @Override
        public int hashCode() {
            return Objects.hash(round, place);
        }
    }
}
