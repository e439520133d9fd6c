package io.exogenesis.omega.core.adapter.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A pattern that an operator took out, with the place of that action in the log. */
@Entity
@Table(name = "pattern_removal")
class PatternRemovalEntity {
    @Id
    String pattern;

    long action;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected PatternRemovalEntity() {}

    PatternRemovalEntity(String pattern, long action) {
        this.pattern = pattern;
        this.action = action;
    }
}
