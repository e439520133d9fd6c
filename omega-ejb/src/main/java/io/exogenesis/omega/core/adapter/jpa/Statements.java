package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.CoreException;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Statements beside the entities, in the transaction of an entity manager: one statement for many rows, where entities would
 * read each row before they write it.
 */
final class Statements {
    /** Rows of one transaction: more would hold locks and the database's log for long. */
    static final int PER_TRANSACTION = 1_000;

    private Statements() {}

    /** Sets the parameters of one row. */
    @FunctionalInterface
    interface Binder<T> {
        void bind(PreparedStatement statement, T row) throws SQLException;
    }

    /** Executes a statement for each row, all of them in one batch. */
    static <T> void batch(EntityManager em, String sql, Collection<T> rows, Binder<T> binder) {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection(em).prepareStatement(sql)) {
            for (T row : rows) {
                binder.bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new CoreException("the database refuses a batch of " + rows.size() + ": " + e.getMessage(), e);
        }
    }

    /** Calls a procedure of the database. */
    static void call(EntityManager em, String procedure) {
        try (PreparedStatement statement = connection(em).prepareCall("CALL " + procedure)) {
            statement.execute();
        } catch (SQLException e) {
            throw new CoreException("the database refuses " + procedure + ": " + e.getMessage(), e);
        }
    }

    /** Rows cut into transactions. */
    static <T> List<List<T>> perTransaction(Collection<T> rows) {
        List<T> all = List.copyOf(rows);
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PER_TRANSACTION) {
            parts.add(all.subList(from, Math.min(all.size(), from + PER_TRANSACTION)));
        }
        return parts;
    }

    /** Of the transaction. */
    static Connection connection(EntityManager em) {
        return em.unwrap(Connection.class);
    }
}
