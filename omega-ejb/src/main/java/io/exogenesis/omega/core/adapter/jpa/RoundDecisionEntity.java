package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.RoundRecord.ClusterLine;
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
    }

    ClusterLine line() {
        return new ClusterLine(Optional.ofNullable(patternId), supporters, outcome, reason, Columns.split(genres));
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
