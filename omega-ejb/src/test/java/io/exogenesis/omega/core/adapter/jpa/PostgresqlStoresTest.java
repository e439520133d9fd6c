package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.testdb.NeedsPostgres;
import io.exogenesis.omega.core.testdb.PostgresServer;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** PostgreSQL. */
@NeedsPostgres
class PostgresqlStoresTest extends JpaStores {
    private static @Nullable TestDatabase database;

    @BeforeAll
    static void migrate(PostgresServer server) {
        database = TestDatabase.fresh(server);
    }

    @AfterAll
    static void close() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    @Override
    TestDatabase database() {
        return java.util.Objects.requireNonNull(database).emptied();
    }
}
