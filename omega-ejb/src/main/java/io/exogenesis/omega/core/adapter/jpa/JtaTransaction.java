package io.exogenesis.omega.core.adapter.jpa;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBContext;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.function.Function;

/** The container's transaction, always a new one: a round commits or not, whatever its caller does. */
@Stateless
@LocalBean
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class JtaTransaction {
    @PersistenceContext(unitName = "omega")
    EntityManager entities;

    @Resource
    EJBContext transaction;

    @SuppressWarnings("NullAway.Init") // filled by the container
    public JtaTransaction() {}

    /** Commits when {@code work} returns, rolls back when it throws: also an exception that the container lets pass. */
    public <T> T call(Function<EntityManager, T> work) {
        try {
            return work.apply(entities);
        } catch (RuntimeException e) {
            transaction.setRollbackOnly();
            throw e;
        }
    }
}
