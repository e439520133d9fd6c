package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.port.StoreUnavailableException;
import io.exogenesis.omega.core.port.StoredTables;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The rows beside the entities, on a connection of its own: reading and loading all of them takes longer than a transaction of the
 * container may, and no entity is needed for it.
 */
@Singleton
public class JdbcTables implements StoredTables {
    /**
     * All tables of the schema, in the order in which the stores' transactions write them: a copy on Derby locks each table until
     * its end, and whoever takes locks in one order with it waits, and nobody waits in a circle.
     */
    static final List<String> TABLES = List.of(
            "enrolment_code",
            "viewer",
            "access_token",
            "text_embedding",
            "operator_action",
            "former_title",
            "media_item",
            "catalogue_head",
            "title_import",
            "title_anchor",
            "title_clearance",
            "defence_report",
            "pattern_pin",
            "pattern_removal",
            "bank_head",
            "bank_pattern",
            "bank_removal",
            "aggregation_round",
            "round_decision");

    /** Rows that a driver holds at once. */
    private static final int FETCH = 1_000;

    private final DataSource database;

    @Inject
    public JdbcTables(DataSource database) {
        this.database = database;
    }

    @Override
    public void copy(Target target) throws IOException {
        try {
            inOneTransaction(connection -> {
                for (String table : TABLES) {
                    target.table(table, out -> {
                        try {
                            copy(connection, table, new DataOutputStream(new BufferedOutputStream(out, 1 << 16)));
                        } catch (SQLException e) {
                            throw new IOException(e);
                        }
                    });
                }
            });
        } catch (SQLException e) {
            throw outage(e);
        } catch (IOException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw outage(sql);
            }
            throw e;
        }
    }

    private static RuntimeException outage(SQLException e) {
        Optional<String> line = DatabaseOutage.lineOf(e);
        System.getLogger(JdbcTables.class.getName())
                .log(Level.WARNING, "the tables cannot be copied: {0}", e.getMessage());
        return line.isPresent()
                ? new StoreUnavailableException()
                : new CoreException("the tables cannot be copied: " + Lines.first(e), e);
    }

    private static void copy(Connection connection, String table, DataOutputStream out)
            throws SQLException, IOException {
        try (PreparedStatement all = connection.prepareStatement("SELECT * FROM " + table)) {
            all.setFetchSize(FETCH);
            try (ResultSet rows = all.executeQuery()) {
                TableRows.write(rows, out);
            }
        }
        out.flush();
    }

    @Override
    public void load(Head head, boolean again, Rows rows) throws IOException {
        try {
            inOneTransaction(connection -> {
                if (isThere(connection, head, again)) {
                    return;
                }
                rows.into((table, content) -> {
                    if (!TABLES.contains(table)) {
                        throw new CoreException("there is no table " + table);
                    }
                    try {
                        TableRows.insert(table, content, connection::prepareStatement);
                    } catch (SQLException e) {
                        throw new CoreException(
                                "the rows of " + table + " do not go into the database: " + Lines.first(e), e);
                    }
                });
            });
        } catch (SQLException e) {
            throw new CoreException("the rows do not go into the database: " + Lines.first(e), e);
        }
    }

    /** @throws CoreException if something else is there */
    private static boolean isThere(Connection connection, Head head, boolean again) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT bank_id, version, round, consumed, checkpoint_name FROM bank_head");
                ResultSet rows = select.executeQuery()) {
            if (rows.next()) {
                Head found = new Head(
                        rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getString(5));
                if (again && found.equals(head)) {
                    return true;
                }
                throw new CoreException("the database holds a Core's data already, of bank " + found.bankId()
                        + ": restore into a database that is empty");
            }
        }
        Set<String> there = tables(connection);
        for (String table : TABLES) {
            if (!there.contains(table)) {
                continue; // of a later version than the backup's, so it comes empty
            }
            try (PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM " + table);
                    ResultSet rows = select.executeQuery()) {
                if (rows.next() && rows.getLong(1) > 0) {
                    throw new CoreException(
                            "the database has rows in the table " + table + ": restore into a database that is empty");
                }
            }
        }
        return false;
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet tables =
                connection.getMetaData().getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    @FunctionalInterface
    private interface Work {
        void in(Connection connection) throws SQLException, IOException;
    }

    /** Serializable: what it reads is of one moment. */
    private void inOneTransaction(Work work) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            int isolation = connection.getTransactionIsolation();
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                work.in(connection);
                connection.commit();
                done = true;
            } finally {
                if (!done) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
                connection.setTransactionIsolation(isolation);
            }
        }
    }
}
