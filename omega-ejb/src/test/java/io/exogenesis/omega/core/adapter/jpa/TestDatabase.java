package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.testdb.PostgresServer;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** A database with the real schema, and EclipseLink with the real persistence unit, without a container. Notes each statement. */
public final class TestDatabase implements UnitOfWork, AutoCloseable {
    private static final TestDatabase ONE = new TestDatabase(created("memory:" + UUID.randomUUID()));

    private final DataSource database;
    private final EntityManagerFactory factory;
    private final List<String> statements = new CopyOnWriteArrayList<>();

    /** The one of this JVM, in memory, emptied: migrating anew for every test would take most of the time. */
    public static TestDatabase empty() {
        return ONE.emptied();
    }

    /** This one, without its rows. */
    TestDatabase emptied() {
        call(em -> {
            JdbcTables.TABLES.forEach(
                    t -> em.createNativeQuery("delete from " + t).executeUpdate());
            return true;
        });
        forgetStatements();
        return this;
    }

    /** A new one on PostgreSQL; {@link #close} it. */
    public static TestDatabase fresh(PostgresServer server) {
        return new TestDatabase(server.pool(server.newDatabase()));
    }

    /** A new one on disk; {@link #close} it. */
    public static TestDatabase in(Path directory) {
        return new TestDatabase(created(directory.toString()));
    }

    /** A database on disk that another Core wrote, brought up to date; {@link #close} it. */
    public static TestDatabase existing(Path directory) {
        EmbeddedDataSource database = new EmbeddedDataSource();
        database.setDatabaseName(directory.toString());
        return new TestDatabase(database);
    }

    private static EmbeddedDataSource created(String name) {
        EmbeddedDataSource database = new EmbeddedDataSource();
        database.setDatabaseName(name);
        database.setCreateDatabase("create");
        return database;
    }

    private TestDatabase(DataSource database) {
        this.database = database;
        new FlywaySchema(database).migrate();
        factory = Persistence.createEntityManagerFactory(
                "omega",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.nonJtaDataSource",
                        noting(DataSource.class, database),
                        "jakarta.persistence.jtaDataSource",
                        ""));
    }

    /** Notes the text of each statement that is prepared, by whomever. */
    private <T> T noting(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                TestDatabase.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.add((String) args[0]);
                    }
                    try {
                        Object result = method.invoke(real, args);
                        return result instanceof Connection c ? noting(Connection.class, c) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }

    /** Statements since {@link #forgetStatements}, in order; a batch is one. */
    List<String> statements() {
        return List.copyOf(statements);
    }

    void forgetStatements() {
        statements.clear();
    }

    /** Connections beside those of the stores. */
    public DataSource dataSource() {
        return database;
    }

    @Override
    public <T> T call(Function<EntityManager, T> work) {
        try (EntityManager em = factory.createEntityManager()) {
            em.getTransaction().begin();
            try {
                T result = work.apply(em);
                em.getTransaction().commit();
                return result;
            } finally {
                if (em.getTransaction().isActive()) {
                    em.getTransaction().rollback();
                }
            }
        }
    }

    /** Gives its files free. */
    @Override
    public void close() throws SQLException {
        factory.close();
        if (!(database instanceof EmbeddedDataSource derby)) {
            return; // its connections end with the server
        }
        derby.setShutdownDatabase("shutdown");
        try {
            derby.getConnection().close();
        } catch (SQLException e) {
            if (!"08006".equals(e.getSQLState())) {
                throw e; // 08006: it is shut down, as asked
            }
        }
    }
}
