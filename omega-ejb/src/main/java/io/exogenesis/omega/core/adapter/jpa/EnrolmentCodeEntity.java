package io.exogenesis.omega.core.adapter.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "enrolment_code")
class EnrolmentCodeEntity {
    @Id
    String hash;

    @Column(name = "created_ms")
    long createdMs;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected EnrolmentCodeEntity() {}

    EnrolmentCodeEntity(String hash, long createdMs) {
        this.hash = hash;
        this.createdMs = createdMs;
    }
}
