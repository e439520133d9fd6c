package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.PatternPin;
import io.exogenesis.omega.model.PatternId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "pattern_pin")
class PatternPinEntity {
    @Id
    String pattern;

    @Column(name = "at_ms")
    long atMs;

    String actor;

    @Column(name = "said_by")
    String saidBy;

    String note;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected PatternPinEntity() {}

    PatternPinEntity(PatternPin pin) {
        pattern = pin.pattern().value();
        atMs = pin.at().toEpochMilli();
        actor = pin.who().subject();
        saidBy = pin.who().by();
        note = pin.note();
    }

    PatternPin pin() {
        return new PatternPin(new PatternId(pattern), Instant.ofEpochMilli(atMs), new Operator(actor, saidBy), note);
    }
}
