package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.CoreException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/** Brings the database's schema to the version that this Core needs, before anything reads it. */
@Singleton
public class SchemaMigration {
    private static final String LOCATION = "classpath:db/migration/derby";

    private final DataSource database;

    @Inject
    public SchemaMigration(DataSource database) {
        this.database = database;
    }

    /** @throws CoreException with one line */
    public void migrate() {
        try {
            MigrateResult result = Flyway.configure(SchemaMigration.class.getClassLoader())
                    .dataSource(database)
                    .locations(LOCATION)
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
            throw new CoreException(
                    "the database's schema cannot be brought up to date: "
                            + String.valueOf(e.getMessage())
                                    .lines()
                                    .filter(l -> !l.isBlank())
                                    .findFirst()
                                    .orElse(""),
                    e);
        }
    }
}
