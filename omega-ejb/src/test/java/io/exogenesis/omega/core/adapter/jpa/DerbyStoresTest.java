package io.exogenesis.omega.core.adapter.jpa;

/** The embedded database. */
class DerbyStoresTest extends JpaStores {
    @Override
    TestDatabase database() {
        return TestDatabase.empty();
    }
}
