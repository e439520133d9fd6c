package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.port.Schema;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
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
        migrate(MigrationVersion.LATEST);
    }

    @Override
    public int version() {
        MigrationInfo now = flyway(MigrationVersion.LATEST).info().current();
        return now == null || now.getVersion() == null
                ? 0
                : now.getVersion().getMajor().intValue();
    }

    @Override
    public void migrateTo(int version) {
        MigrationVersion wanted = MigrationVersion.fromVersion(Integer.toString(version));
        MigrationInfo[] known = flyway(MigrationVersion.LATEST).info().all();
        if (Arrays.stream(known).noneMatch(m -> wanted.equals(m.getVersion()))) {
            throw new CoreException("rows of schema version " + version + " do not fit this Core, which knows up to "
                    + known[known.length - 1].getVersion() + ": use the Core that wrote them, or a newer one");
        }
        migrate(wanted);
    }

    private void migrate(MigrationVersion target) {
        try {
            MigrateResult result = flyway(target).migrate();
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

    private Flyway flyway(MigrationVersion target) {
        return Flyway.configure(FlywaySchema.class.getClassLoader())
                .dataSource(database)
                .locations(location())
                .failOnMissingLocations(true)
                .target(target)
                .load();
    }

    private String location() {
        try (Connection connection = database.getConnection()) {
            return Dialect.of(connection).migrations();
        } catch (SQLException e) {
            throw new CoreException("the database cannot be reached: " + Lines.first(e), e);
        }
    }
}
