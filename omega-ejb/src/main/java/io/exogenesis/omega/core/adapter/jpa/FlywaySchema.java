package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.port.Schema;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/** The schema of the Flyway migrations that the application carries, one folder a database. */
@Singleton
public class FlywaySchema implements Schema {
    private final DataSource database;

    @Inject
    public FlywaySchema(DataSource database) {
        this.database = database;
    }

    @Override
    public void migrate() {
        try {
            MigrateResult result = Flyway.configure(FlywaySchema.class.getClassLoader())
                    .dataSource(database)
                    .locations(location())
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
            System.getLogger(getClass().getName())
                    .log(
                            Level.INFO,
                            "schema at version {0}, {1} migrations applied",
                            result.targetSchemaVersion == null
                                    ? result.initialSchemaVersion
                                    : result.targetSchemaVersion,
                            result.migrationsExecuted);
        } catch (FlywayException e) {
            throw new CoreException("the database's schema cannot be brought up to date: " + Lines.first(e), e);
        }
    }

    private String location() {
        try (Connection connection = database.getConnection()) {
            return Dialect.of(connection).migrations();
        } catch (SQLException e) {
            throw new CoreException("the database cannot be reached: " + Lines.first(e), e);
        }
    }
}
