package io.exogenesis.omega.core.adapter.jpa;

import jakarta.persistence.EntityManager;
import java.util.function.Function;

/** Runs work in one short transaction of its own. */
@FunctionalInterface
public interface UnitOfWork {
    /** Commits when {@code work} returns, rolls back when it throws. */
    <T> T call(Function<EntityManager, T> work);
}
