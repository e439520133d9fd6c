package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.BankStore.Removal;
import io.exogenesis.omega.model.PatternId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "bank_removal")
class BankRemovalEntity {
    @Id
    String id;

    long version;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected BankRemovalEntity() {}

    BankRemovalEntity(Removal removal) {
        id = removal.id().value();
        version = removal.version();
    }

    Removal removal() {
        return new Removal(new PatternId(id), version);
    }
}
