package io.exogenesis.omega.lab.heal.subject;

import io.exogenesis.omega.core.adapter.jpa.JtaTransaction;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.eclipse.persistence.jpa.JpaHelper;

/** A Derby database in a directory, with the product's persistence unit; transactions are of one resource. */
public final class Database implements AutoCloseable {
    /** What Derby says to whom it obeyed. */
    private static final String IS_SHUT_DOWN = "08006";
    /** And when nobody has asked for the database since. */
    private static final String NOT_RUNNING = "XJ004";

    /** Under such a name a server's management knows its pools. */
    private static final String NAME = "WebSphere:type=com.ibm.ws.jca.cm.mbean.ConnectionManagerMBean,name=";

    private static final AtomicLong NUMBER = new AtomicLong();

    private final Path directory;
    private final ObjectName name;
    private final EmbeddedDataSource derby = new EmbeddedDataSource();
    private final Pool pool;
    private final EntityManagerFactory factory;

    Database(Path directory) {
        this.directory = directory;
        derby.setDatabaseName(directory.toString());
        derby.setCreateDatabase("create");
        pool = new Pool(derby);
        name = register(pool);
        factory = Persistence.createEntityManagerFactory(
                "omega",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.nonJtaDataSource",
                        pool,
                        "jakarta.persistence.jtaDataSource",
                        ""));
        tryOnce(factory);
    }

    /**
     * A server's transactions are never tried again by the persistence provider, since they are not its own. Transactions of one resource
     * are, three times with pauses of five seconds, unless it is told not to.
     */
    private static void tryOnce(EntityManagerFactory factory) {
        JpaHelper.getDatabaseSession(factory).getLogin().setQueryRetryAttemptCount(0);
    }

    private static ObjectName register(Pool pool) {
        try {
            ObjectName name = new ObjectName(NAME + "heal-" + NUMBER.incrementAndGet());
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(new StandardMBean((PurgeablePool) how -> pool.purge(), PurgeablePool.class), name);
            return name;
        } catch (JMException e) {
            throw new HealException("the pool cannot be made known: " + e.getMessage(), e);
        }
    }

    DataSource source() {
        return pool;
    }

    public Pool pool() {
        return pool;
    }

    /** In the place of the container's transactions. */
    JtaTransaction transactions() {
        return new LocalTransaction();
    }

    /** Stops the engine's work on this database: what is open is dead, what was committed is on the disk. */
    public void shutDown() {
        EmbeddedDataSource stop = new EmbeddedDataSource();
        stop.setDatabaseName(directory.toString());
        stop.setShutdownDatabase("shutdown");
        try {
            stop.getConnection().close();
        } catch (SQLException e) {
            if (!IS_SHUT_DOWN.equals(e.getSQLState()) && !NOT_RUNNING.equals(e.getSQLState())) {
                throw new IllegalStateException("Derby cannot be shut down: " + e.getMessage(), e);
            }
        }
    }

    /** Shut down and there again, after so many milliseconds: connections that were open are dead. */
    public void restart(int awayMillis) {
        pool.cut();
        shutDown();
        if (awayMillis == 0) {
            pool.mend();
        } else {
            Thread.ofVirtual().start(() -> {
                LockSupport.parkNanos(awayMillis * 1_000_000L);
                pool.mend();
            });
        }
    }

    @Override
    public void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException e) {
            throw new HealException("the pool cannot be forgotten: " + e.getMessage(), e);
        }
        factory.close();
        pool.close();
        shutDown();
    }

    /** Commits when the work returns, rolls back when it throws. */
    private final class LocalTransaction extends JtaTransaction {
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
    }
}
