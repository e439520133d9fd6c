package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.TitleAnchor;
import io.exogenesis.omega.model.MediaId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "title_anchor")
class TitleAnchorEntity {
    @Id
    String title;

    @Column(name = "at_ms")
    long atMs;

    String actor;

    @Column(name = "said_by")
    String saidBy;

    String note;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected TitleAnchorEntity() {}

    TitleAnchorEntity(TitleAnchor anchor) {
        title = anchor.title().value();
        atMs = anchor.at().toEpochMilli();
        actor = anchor.who().subject();
        saidBy = anchor.who().by();
        note = anchor.note();
    }

    TitleAnchor anchor() {
        return new TitleAnchor(new MediaId(title), Instant.ofEpochMilli(atMs), new Operator(actor, saidBy), note);
    }
}
