package io.exogenesis.omega.core.adapter.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "enrolment_code")
class EnrolmentCodeEntity {
    @Id
    String hash;

    @Column(name = "created_ms")
    long createdMs;

    @Column(name = "expires_ms")
    @Nullable
    Long expiresMs;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected EnrolmentCodeEntity() {}

    EnrolmentCodeEntity(String hash, long createdMs, @Nullable Long expiresMs) {
        this.hash = hash;
        this.expiresMs = expiresMs;
        this.createdMs = createdMs;
    }
}
