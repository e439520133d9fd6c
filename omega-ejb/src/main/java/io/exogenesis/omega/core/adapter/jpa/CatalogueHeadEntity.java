package io.exogenesis.omega.core.adapter.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "catalogue_head")
class CatalogueHeadEntity {
    /** There is one row. */
    static final int ID = 1;

    @Id
    int id = ID;

    long version;

    protected CatalogueHeadEntity() {}

    long next() {
        return ++version;
    }

    static CatalogueHeadEntity empty() {
        return new CatalogueHeadEntity();
    }
}
