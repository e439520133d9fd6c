package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.port.Database;
import io.exogenesis.omega.core.port.StoreUnavailableException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Runs work in the container's transaction and tells a database that does not work (disk full, connection lost) from a fault of
 * ours. The former is counted and written into the log once in a while, since callers may come as often as they like.
 */
@Singleton
class JtaUnitOfWork implements UnitOfWork, Database {
    private static final System.Logger LOG = System.getLogger(JtaUnitOfWork.class.getName());
    /** Between two lines about the database. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final JtaTransaction transaction;
    private final CoreMetrics metrics;
    private final InstantSource clock;
    private final AtomicReference<Instant> nextLine = new AtomicReference<>(Instant.MIN);
    private final Runnable purge;
    private volatile Optional<String> trouble = Optional.empty();

    @Inject
    JtaUnitOfWork(JtaTransaction transaction, CoreMetrics metrics, InstantSource clock) {
        this(transaction, metrics, clock, ConnectionPools::purge);
    }

    JtaUnitOfWork(JtaTransaction transaction, CoreMetrics metrics, InstantSource clock, Runnable purge) {
        this.purge = purge;
        this.transaction = transaction;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public <T> T call(Function<EntityManager, T> work) {
        try {
            T result = transaction.call(work);
            if (trouble.isPresent()) {
                trouble = Optional.empty();
            }
            return result;
        } catch (RuntimeException e) {
            Optional<String> outage = DatabaseOutage.lineOf(e);
            if (outage.isEmpty()) {
                throw e;
            }
            metrics.count(Metric.DATABASE_FAILURES, "", 1);
            trouble = outage;
            tell(outage.get(), e);
            throw new StoreUnavailableException();
        }
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void reopen() {
        purge.run();
        call(em -> em.find(BankHeadEntity.class, BankHeadEntity.ID));
    }

    private void tell(String line, RuntimeException failure) {
        Instant now = clock.instant();
        Instant due = nextLine.get();
        if (!now.isBefore(due) && nextLine.compareAndSet(due, now.plus(QUIET))) {
            LOG.log(Level.ERROR, "the database does not work: {0}", line);
            LOG.log(Level.DEBUG, "the database does not work", failure);
        }
    }
}
