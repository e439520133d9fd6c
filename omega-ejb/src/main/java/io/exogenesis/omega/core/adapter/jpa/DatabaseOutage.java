package io.exogenesis.omega.core.adapter.jpa;

import java.sql.SQLException;
import java.util.Optional;

/** Tells whether the database itself failed, from what the container threw. */
final class DatabaseOutage {
    /** Causes of causes, at most; a chain may be a circle. */
    private static final int DEPTH = 20;

    private DatabaseOutage() {}

    /** The database's own one line; empty when the statement or its data were at fault, or no database spoke at all. */
    static Optional<String> lineOf(Throwable thrown) {
        Throwable at = thrown;
        for (int i = 0; at != null && i < DEPTH; i++) {
            if (at instanceof SQLException sql) {
                return isFaultOfStatement(sql)
                        ? Optional.empty()
                        : Optional.of("SQLState " + sql.getSQLState() + ", " + firstLine(sql));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }

    /** Classes of SQLState (ISO/IEC 9075) that come again with the same statement: 21 and 22 data, 23 constraints, 42 syntax. */
    private static boolean isFaultOfStatement(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (state.startsWith("21")
                        || state.startsWith("22")
                        || state.startsWith("23")
                        || state.startsWith("42"));
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
