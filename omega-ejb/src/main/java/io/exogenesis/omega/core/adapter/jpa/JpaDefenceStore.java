package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.DefenceRecord;
import io.exogenesis.omega.core.port.DefenceStore;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.OperatorLog;
import io.exogenesis.omega.core.port.TitleAnchor;
import io.exogenesis.omega.model.MediaId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Anchors, clearances and the defence's newest report in the database. */
@Singleton
public class JpaDefenceStore implements DefenceStore {
    private final UnitOfWork unit;

    @Inject
    public JpaDefenceStore(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public List<TitleAnchor> anchors() {
        return unit.call(
                em -> em.createQuery("select a from TitleAnchorEntity a order by a.title", TitleAnchorEntity.class)
                        .getResultStream()
                        .map(TitleAnchorEntity::anchor)
                        .toList());
    }

    @Override
    public OperatorAction anchor(TitleAnchor anchor, OperatorAction action) {
        return logged(action, (em, logged) -> em.merge(new TitleAnchorEntity(anchor)));
    }

    @Override
    public OperatorAction unanchor(MediaId title, OperatorAction action) {
        return logged(
                action,
                (em, logged) -> em.createQuery("delete from TitleAnchorEntity a where a.title = :title")
                        .setParameter("title", title.value())
                        .executeUpdate());
    }

    private OperatorAction logged(OperatorAction action, BiConsumer<EntityManager, OperatorAction> change) {
        return JpaOperatorLog.append(unit, action, OperatorLog.MOST, change);
    }

    @Override
    public Map<MediaId, Long> clearances() {
        return unit.call(em -> {
            Map<MediaId, Long> all = new TreeMap<>();
            em.createQuery("select c from TitleClearanceEntity c", TitleClearanceEntity.class)
                    .getResultStream()
                    .forEach(c -> all.put(new MediaId(c.title), c.action));
            return all;
        });
    }

    @Override
    public OperatorAction clear(MediaId title, OperatorAction action) {
        return logged(action, (em, logged) -> em.merge(new TitleClearanceEntity(title.value(), logged.id())));
    }

    @Override
    public void forgetClearances(long through) {
        unit.call(em -> em.createQuery("delete from TitleClearanceEntity c where c.action <= :through")
                .setParameter("through", through)
                .executeUpdate());
    }

    @Override
    public Optional<DefenceRecord> newest() {
        return unit.call(em -> Optional.ofNullable(em.find(DefenceReportEntity.class, DefenceReportEntity.ID))
                .map(e -> DefenceRecordCodec.decode(e.content())));
    }

    @Override
    public void save(DefenceRecord newest) {
        unit.call(em -> em.merge(new DefenceReportEntity(DefenceRecordCodec.encode(newest))));
    }
}
