package io.exogenesis.omega.core.adapter.jpa;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBContext;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.function.Function;

/** The container's transaction, always a new one: it commits or not, whatever its caller does. What fails, is rolled back. */
@Stateless
@Local(UnitOfWork.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class JtaUnitOfWork implements UnitOfWork {
    @PersistenceContext(unitName = "omega")
    EntityManager entities;

    @Resource
    EJBContext transaction;

    @SuppressWarnings("NullAway.Init") // filled by the container
    public JtaUnitOfWork() {}

    @Override
    public <T> T call(Function<EntityManager, T> work) {
        try {
            return work.apply(entities);
        } catch (RuntimeException e) {
            transaction.setRollbackOnly();
            throw e;
        }
    }
}
