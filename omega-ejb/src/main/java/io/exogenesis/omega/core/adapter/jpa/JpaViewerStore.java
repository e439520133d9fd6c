package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.ViewerStore;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registry in the database. */
@Singleton
public class JpaViewerStore implements ViewerStore {
    private final UnitOfWork unit;

    @Inject
    public JpaViewerStore(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void addCodes(List<String> hashes, Instant now) {
        unit.call(em -> {
            hashes.forEach(h -> em.persist(new EnrolmentCodeEntity(h, now.toEpochMilli())));
            return true;
        });
    }

    @Override
    public boolean enrol(String codeHash, ViewerRow viewer) {
        return unit.call(em -> {
            // One statement decides, so two devices with one code cannot both get in.
            int used = em.createQuery("delete from EnrolmentCodeEntity c where c.hash = :hash")
                    .setParameter("hash", codeHash)
                    .executeUpdate();
            if (used == 1) {
                em.persist(new ViewerEntity(viewer));
            }
            return used == 1;
        });
    }

    @Override
    public Optional<ViewerRow> find(ViewerId id) {
        return unit.call(em -> find(em, id).map(ViewerEntity::row));
    }

    private static Optional<ViewerEntity> find(EntityManager em, ViewerId id) {
        return Optional.ofNullable(em.find(ViewerEntity.class, id.value()));
    }

    @Override
    public List<ViewerRow> all() {
        return unit.call(
                em -> oldestFirst(em).getResultStream().map(ViewerEntity::row).toList());
    }

    @Override
    public List<ViewerRow> page(int offset, int limit) {
        return unit.call(em -> oldestFirst(em)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultStream()
                .map(ViewerEntity::row)
                .toList());
    }

    private static TypedQuery<ViewerEntity> oldestFirst(EntityManager em) {
        return em.createQuery("select v from ViewerEntity v order by v.registeredMs, v.id", ViewerEntity.class);
    }

    @Override
    public void changeConsents(ViewerId id, Consents consents) {
        unit.call(em -> {
            find(em, id).ifPresent(v -> v.change(consents));
            return true;
        });
    }

    @Override
    public void revoke(ViewerId id, Instant at) {
        unit.call(em -> {
            find(em, id).ifPresent(v -> v.revoke(at));
            return true;
        });
    }

    @Override
    public void seen(Map<ViewerId, Instant> times) {
        unit.call(em -> {
            times.forEach((id, at) -> find(em, id).ifPresent(v -> v.seen(at)));
            return true;
        });
    }

    @Override
    public long openCodes() {
        return unit.call(em -> em.createQuery("select count(c) from EnrolmentCodeEntity c", Long.class)
                .getSingleResult());
    }
}
