package io.exogenesis.omega.core.adapter.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;

@Entity
@Table(name = "defence_report")
class DefenceReportEntity {
    /** There is one row. */
    static final int ID = 1;

    @Id
    int id = ID;

    @Lob
    byte[] content;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected DefenceReportEntity() {}

    DefenceReportEntity(byte[] content) {
        this.content = content;
    }

    byte[] content() {
        return content;
    }
}
