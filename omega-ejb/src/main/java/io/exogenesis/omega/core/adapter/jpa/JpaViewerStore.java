package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.ViewerStore;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registry in the database. */
@Singleton
public class JpaViewerStore implements ViewerStore {
    private static final String SEEN = "UPDATE viewer SET last_seen_ms = ? WHERE id = ?"
            + " AND (may_patterns OR may_sample OR may_audit OR may_metrics)";

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
    public boolean enrol(String codeHash, Instant madeAfter, ViewerRow viewer) {
        return unit.call(em -> {
            // One statement decides, so two devices with one code cannot both get in.
            int used = em.createQuery("delete from EnrolmentCodeEntity c where c.hash = :hash and c.createdMs > :after")
                    .setParameter("hash", codeHash)
                    .setParameter("after", madeAfter.toEpochMilli())
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
    public List<ViewerRow> page(int offset, int limit) {
        return unit.call(
                em -> em.createQuery("select v from ViewerEntity v order by v.registeredMs, v.id", ViewerEntity.class)
                        .setFirstResult(offset)
                        .setMaxResults(limit)
                        .getResultStream()
                        .map(ViewerEntity::row)
                        .toList());
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
        for (List<Map.Entry<ViewerId, Instant>> some : Statements.perTransaction(times.entrySet())) {
            unit.call(em -> {
                Statements.batch(em, SEEN, some, (statement, one) -> {
                    statement.setLong(1, one.getValue().toEpochMilli());
                    statement.setString(2, one.getKey().value());
                });
                return true;
            });
        }
    }

    @Override
    public List<ViewerRow> revoked(Instant upTo, int limit) {
        return unit.call(em -> em.createQuery(
                        "select v from ViewerEntity v where v.revokedMs <= :upTo order by v.revokedMs, v.id",
                        ViewerEntity.class)
                .setParameter("upTo", upTo.toEpochMilli())
                .setMaxResults(limit)
                .getResultStream()
                .map(ViewerEntity::row)
                .toList());
    }

    @Override
    public void delete(Collection<ViewerId> removed) {
        unit.call(em -> {
            Statements.batch(
                    em,
                    "DELETE FROM viewer WHERE id = ? AND revoked_ms IS NOT NULL",
                    removed,
                    (statement, id) -> statement.setString(1, id.value()));
            return true;
        });
    }

    @Override
    public long codes() {
        return unit.call(em -> em.createQuery("select count(c) from EnrolmentCodeEntity c", Long.class)
                .getSingleResult());
    }

    @Override
    public int forgetCodes(Instant upTo, int most) {
        return unit.call(em -> {
            List<String> old = em.createQuery(
                            "select c.hash from EnrolmentCodeEntity c where c.createdMs <= :upTo order by c.createdMs",
                            String.class)
                    .setParameter("upTo", upTo.toEpochMilli())
                    .setMaxResults(most)
                    .getResultList();
            Statements.batch(
                    em,
                    "DELETE FROM enrolment_code WHERE hash = ?",
                    old,
                    (statement, hash) -> statement.setString(1, hash));
            return old.size();
        });
    }

    @Override
    public void scrub() {
        Dialect.of(unit).scrub(unit, "viewer");
    }
}
