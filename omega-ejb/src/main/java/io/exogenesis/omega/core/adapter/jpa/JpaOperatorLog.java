package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.OperatorLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/** The log of the operators' actions in the database. */
@Singleton
public class JpaOperatorLog implements OperatorLog {
    /** Places are counted, not drawn: one transaction at a time, from its beginning until it is committed. */
    private static final ReentrantLock APPENDING = new ReentrantLock();

    private final UnitOfWork unit;
    private final int most;

    @Inject
    public JpaOperatorLog(UnitOfWork unit) {
        this(unit, MOST);
    }

    JpaOperatorLog(UnitOfWork unit, int most) {
        this.unit = unit;
        this.most = most;
    }

    @Override
    public OperatorAction append(OperatorAction action) {
        return append(unit, action, most, (em, logged) -> {});
    }

    /** With what else belongs to the action, in one transaction. */
    static OperatorAction append(
            UnitOfWork unit, OperatorAction action, int most, BiConsumer<EntityManager, OperatorAction> change) {
        APPENDING.lock();
        try {
            return unit.call(em -> {
                Long last = em.createQuery("select max(a.id) from OperatorActionEntity a", Long.class)
                        .getSingleResult();
                OperatorAction logged = action.at(last == null ? 1 : last + 1);
                em.persist(new OperatorActionEntity(logged));
                em.createQuery("delete from OperatorActionEntity a where a.id <= :old")
                        .setParameter("old", logged.id() - most)
                        .executeUpdate();
                change.accept(em, logged);
                return logged;
            });
        } finally {
            APPENDING.unlock();
        }
    }

    @Override
    public List<OperatorAction> page(long before, int limit) {
        return unit.call(em -> em.createQuery(
                        "select a from OperatorActionEntity a where a.id < :before order by a.id desc",
                        OperatorActionEntity.class)
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultStream()
                .map(OperatorActionEntity::action)
                .toList());
    }
}
