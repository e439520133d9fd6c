package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "operator_action")
class OperatorActionEntity {
    @Id
    long id;

    @Column(name = "at_ms")
    long atMs;

    String actor;

    @Column(name = "said_by")
    String saidBy;

    @Enumerated(EnumType.STRING)
    OperatorAction.Kind kind;

    String subject;
    String note;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected OperatorActionEntity() {}

    OperatorActionEntity(OperatorAction action) {
        id = action.id();
        atMs = action.at().toEpochMilli();
        actor = action.who().subject();
        saidBy = action.who().by();
        kind = action.kind();
        subject = action.subject();
        note = action.note();
    }

    OperatorAction action() {
        return new OperatorAction(id, Instant.ofEpochMilli(atMs), new Operator(actor, saidBy), kind, subject, note);
    }
}
