package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.OperatorLog;
import io.exogenesis.omega.core.port.PatternOrderStore;
import io.exogenesis.omega.core.port.PatternPin;
import io.exogenesis.omega.model.PatternId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pins and removals of patterns in the database. */
@Singleton
public class JpaPatternOrderStore implements PatternOrderStore {
    private final UnitOfWork unit;

    @Inject
    public JpaPatternOrderStore(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public List<PatternPin> pins() {
        return unit.call(
                em -> em.createQuery("select p from PatternPinEntity p order by p.pattern", PatternPinEntity.class)
                        .getResultStream()
                        .map(PatternPinEntity::pin)
                        .toList());
    }

    @Override
    public OperatorAction pin(PatternPin pin, OperatorAction action) {
        return JpaOperatorLog.append(
                unit, action, OperatorLog.MOST, (em, logged) -> em.merge(new PatternPinEntity(pin)));
    }

    @Override
    public OperatorAction unpin(PatternId pattern, OperatorAction action) {
        return JpaOperatorLog.append(
                unit,
                action,
                OperatorLog.MOST,
                (em, logged) -> em.createQuery("delete from PatternPinEntity p where p.pattern = :pattern")
                        .setParameter("pattern", pattern.value())
                        .executeUpdate());
    }

    @Override
    public Map<PatternId, Long> removals() {
        return unit.call(em -> {
            Map<PatternId, Long> all = new TreeMap<>();
            em.createQuery("select r from PatternRemovalEntity r", PatternRemovalEntity.class)
                    .getResultStream()
                    .forEach(r -> all.put(new PatternId(r.pattern), r.action));
            return all;
        });
    }

    @Override
    public OperatorAction remove(Collection<PatternId> patterns, OperatorAction action) {
        return JpaOperatorLog.append(
                unit,
                action,
                OperatorLog.MOST,
                (em, logged) -> patterns.forEach(id -> em.merge(new PatternRemovalEntity(id.value(), logged.id()))));
    }

    @Override
    public void forgetRemovals(long through) {
        unit.call(em -> em.createQuery("delete from PatternRemovalEntity r where r.action <= :through")
                .setParameter("through", through)
                .executeUpdate());
    }

    @Override
    public void forgetPins(Collection<PatternId> gone) {
        unit.call(em -> {
            Statements.batch(
                    em,
                    "DELETE FROM pattern_pin WHERE pattern = ?",
                    gone,
                    (statement, id) -> statement.setString(1, id.value()));
            return true;
        });
    }
}
