package io.exogenesis.omega.core.adapter.jpa;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Tells whether the database itself failed, from what the container threw. */
final class DatabaseOutage {
    /** Causes of causes, at most; a chain may be a circle. */
    private static final int DEPTH = 20;

    /** Classes of SQLState (ISO/IEC 9075): 0A unsupported, 21 and 22 data, 23 constraints, 42 syntax; and 54, limits of a statement. */
    private static final Set<String> FAULTS_OF_STATEMENTS = Set.of("0A", "21", "22", "23", "42", "54");

    private DatabaseOutage() {}

    /** The database's own one line; empty when the statement or its data were at fault, or no database spoke at all. */
    static Optional<String> lineOf(Throwable thrown) {
        Throwable at = thrown;
        for (int i = 0; at != null && i < DEPTH; i++) {
            if (at instanceof SQLException sql) {
                return isFaultOfStatement(sql)
                        ? Optional.empty()
                        : Optional.of("SQLState " + sql.getSQLState() + ", " + Lines.first(sql));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }

    /**
     * Whether the same statement would fail again. All else is the database: connections (08), transactions that were picked to
     * fail (40), a role or a database that is not let in (28, 3D), resources (53), an administrator who shuts it down (57), its
     * disk (58), Derby's own letters.
     */
    private static boolean isFaultOfStatement(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.length() == 5 && FAULTS_OF_STATEMENTS.contains(state.substring(0, 2));
    }
}
