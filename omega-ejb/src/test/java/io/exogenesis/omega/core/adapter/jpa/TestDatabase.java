package io.exogenesis.omega.core.adapter.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** Derby in memory with the real schema, and EclipseLink with the real persistence unit, without a container. */
public final class TestDatabase implements UnitOfWork, AutoCloseable {
    private final EntityManagerFactory factory;

    public TestDatabase() {
        EmbeddedDataSource database = new EmbeddedDataSource();
        database.setDatabaseName("memory:" + UUID.randomUUID());
        database.setCreateDatabase("create");
        new SchemaMigration(database).migrate();
        factory = Persistence.createEntityManagerFactory(
                "omega",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.nonJtaDataSource",
                        database,
                        "jakarta.persistence.jtaDataSource",
                        ""));
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

    @Override
    public void close() {
        factory.close();
    }
}
