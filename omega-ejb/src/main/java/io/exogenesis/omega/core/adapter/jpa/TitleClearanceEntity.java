package io.exogenesis.omega.core.adapter.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "title_clearance")
class TitleClearanceEntity {
    @Id
    String title;

    long action;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected TitleClearanceEntity() {}

    TitleClearanceEntity(String title, long action) {
        this.title = title;
        this.action = action;
    }
}
