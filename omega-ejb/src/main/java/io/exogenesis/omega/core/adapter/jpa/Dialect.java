package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.CoreException;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What differs between the databases that the stores run on; everything else is JPQL or standard SQL. */
sealed interface Dialect permits DerbyDialect, PostgresqlDialect {
    List<Dialect> ALL = List.of(new DerbyDialect(), new PostgresqlDialect());

    /** As the driver names its database. */
    String product();

    /** Where Flyway finds the migrations. */
    String migrations();

    /**
     * Overwrites what deleted rows and changed columns of a table left behind, as far as the database lets its user do that.
     *
     * @param table in small letters
     */
    void scrub(UnitOfWork unit, String table);

    /** @throws CoreException if the stores do not know this database */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return ALL.stream()
                .filter(d -> product.equals(d.product()))
                .findFirst()
                .orElseThrow(() -> new CoreException("the data source jdbc/omega leads to " + product
                        + "; the Core runs on Apache Derby and PostgreSQL"));
    }

    /** Of the database behind these stores. */
    static Dialect of(UnitOfWork unit) {
        return unit.call(Dialect::of);
    }

    private static Dialect of(EntityManager em) {
        try {
            return of(Statements.connection(em));
        } catch (SQLException e) {
            throw new CoreException("the database does not say what it is: " + e.getMessage(), e);
        }
    }
}
