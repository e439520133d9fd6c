package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.ImportMode;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.TitleImport;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** With a copy of its action: the log of actions may be longer or shorter than the list of imports. */
@Entity
@Table(name = "title_import")
class TitleImportEntity {
    @Id
    long id;

    @Column(name = "at_ms")
    long atMs;

    String actor;

    @Column(name = "said_by")
    String saidBy;

    String note;
    String subject;

    @Enumerated(EnumType.STRING)
    ImportMode mode;

    String sha256;
    long version;
    int added;
    int changed;
    int withdrawn;
    int unchanged;

    @Column(name = "rolled_back_ms")
    @Nullable
    Long rolledBackMs;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected TitleImportEntity() {}

    TitleImportEntity(TitleImport done) {
        id = done.number();
        atMs = done.action().at().toEpochMilli();
        actor = done.action().who().subject();
        saidBy = done.action().who().by();
        note = done.action().note();
        subject = done.action().subject();
        mode = done.mode();
        sha256 = done.sha256();
        version = done.version();
        added = done.counts().added();
        changed = done.counts().changed();
        withdrawn = done.counts().withdrawn();
        unchanged = done.counts().unchanged();
    }

    TitleImport done() {
        OperatorAction action = new OperatorAction(
                id,
                Instant.ofEpochMilli(atMs),
                new Operator(actor, saidBy),
                OperatorAction.Kind.IMPORT_TITLES,
                subject,
                note);
        return new TitleImport(
                action,
                mode,
                sha256,
                version,
                new TitleImport.Counts(added, changed, withdrawn, unchanged),
                Columns.instant(rolledBackMs));
    }
}
