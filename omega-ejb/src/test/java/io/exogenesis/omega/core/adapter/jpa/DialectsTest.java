package io.exogenesis.omega.core.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.port.ViewerStore.ViewerRow;
import io.exogenesis.omega.core.testdb.NeedsPostgres;
import io.exogenesis.omega.core.testdb.PostgresServer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The two databases beside each other. */
@NeedsPostgres
class DialectsTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    // A column of one schema only, or one that may be empty in one only, would be found by an operator who moves.
    @Test
    void schemas_haveTheSameTablesAndColumns(PostgresServer server) throws SQLException {
        try (TestDatabase postgres = TestDatabase.fresh(server)) {
            Map<String, String> derby = columns(TestDatabase.empty().dataSource(), "APP");
            derby.keySet().removeIf(c -> c.startsWith("log_filler."));
            assertThat(columns(postgres.dataSource(), "public"))
                    .containsExactlyEntriesOf(derby)
                    .hasSizeGreaterThan(80);
        }
    }

    // Pins, removals and access tokens were in no backup.
    @Test
    void tablesOfABackup_areAllOfTheSchema() throws SQLException {
        assertThat(columns(TestDatabase.empty().dataSource(), "APP").keySet().stream()
                        .map(c -> c.substring(0, c.indexOf('.')))
                        .filter(t -> !t.equals("log_filler")))
                .containsOnlyElementsOf(JdbcTables.TABLES)
                .containsAll(JdbcTables.TABLES);
    }

    /** Of each column the kind of its values and whether it may be empty. */
    private static Map<String, String> columns(DataSource database, String schema) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (Connection connection = database.getConnection();
                ResultSet columns = connection.getMetaData().getColumns(null, schema, "%", "%")) {
            while (columns.next()) {
                String table = columns.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (!table.startsWith("flyway") && !isIndex(connection, schema, columns.getString("TABLE_NAME"))) {
                    String name = table + "." + columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT);
                    found.put(name, kind(columns) + " " + columns.getString("IS_NULLABLE"));
                }
            }
        }
        return found;
    }

    private static boolean isIndex(Connection connection, String schema, String name) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, schema, name, new String[] {"TABLE"})) {
            return !tables.next();
        }
    }

    private static String kind(ResultSet column) throws SQLException {
        return switch (column.getInt("DATA_TYPE")) {
            case Types.CHAR, Types.VARCHAR -> "text of " + column.getInt("COLUMN_SIZE");
            case Types.BINARY, Types.VARBINARY, Types.BLOB -> "bytes";
            case Types.BIT, Types.BOOLEAN -> "boolean";
            case Types.BIGINT -> "long";
            case Types.INTEGER -> "int";
            case Types.REAL -> "float";
            case Types.DOUBLE -> "double";
            default -> column.getString("TYPE_NAME");
        };
    }

    // Rewriting the table needs a key of the name that the database gives by default, and a transaction.
    @Test
    void scrub_onPostgresql_rewritesTheTable(PostgresServer server) throws SQLException {
        try (TestDatabase postgres = TestDatabase.fresh(server)) {
            JpaViewerStore store = new JpaViewerStore(postgres);
            String code = "0".repeat(64);
            store.addCodes(java.util.List.of(code), T0);
            store.enrol(
                    code,
                    Instant.EPOCH,
                    new ViewerRow(
                            new ViewerId("v1"),
                            Optional.of("Somebody"),
                            Consents.ALL,
                            T0,
                            Optional.empty(),
                            Optional.empty()));
            Object before = file(postgres);
            store.scrub();
            assertThat(file(postgres)).isNotEqualTo(before);
            assertThat(store.find(new ViewerId("v1")).orElseThrow().displayName())
                    .contains("Somebody");
        }
    }

    private static Object file(TestDatabase postgres) {
        return postgres.call(em ->
                em.createNativeQuery("select pg_relation_filepath('viewer')").getSingleResult());
    }
}
