package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.ViewerStore;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        add(hashes, now, null);
    }

    @Override
    public void addCodes(List<String> hashes, Instant now, Instant expiresAt) {
        add(hashes, now, expiresAt.toEpochMilli());
    }

    private void add(List<String> hashes, Instant now, @Nullable Long expiresMs) {
        unit.call(em -> {
            hashes.forEach(h -> em.persist(new EnrolmentCodeEntity(h, now.toEpochMilli(), expiresMs)));
            return true;
        });
    }

    @Override
    public boolean enrol(String codeHash, Instant madeAfter, ViewerRow viewer) {
        return unit.call(em -> {
            // One statement decides, so two devices with one code cannot both get in.
            int used = em.createQuery("delete from EnrolmentCodeEntity c where c.hash = :hash"
                            + " and ((c.expiresMs is null and c.createdMs > :after) or c.expiresMs > :now)")
                    .setParameter("hash", codeHash)
                    .setParameter("now", viewer.registeredAt().toEpochMilli())
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
    public List<ViewerRow> page(Optional<Place> after, String search, int limit) {
        String query =
                "select v from ViewerEntity v where (v.registeredMs > :ms or (v.registeredMs = :ms and v.id > :id))"
                        + (search.isEmpty()
                                ? ""
                                : " and (v.id like :prefix escape '!' or lower(v.displayName) like :part escape '!')")
                        + " order by v.registeredMs, v.id";
        return unit.call(em -> {
            TypedQuery<ViewerEntity> rows = em.createQuery(query, ViewerEntity.class)
                    .setParameter(
                            "ms",
                            after.map(p -> p.registeredAt().toEpochMilli()).orElse(Long.MIN_VALUE))
                    .setParameter("id", after.map(p -> p.id().value()).orElse(""));
            if (!search.isEmpty()) {
                rows.setParameter("prefix", literally(search) + "%")
                        .setParameter("part", "%" + literally(search.toLowerCase(Locale.ROOT)) + "%");
            }
            return rows.setMaxResults(limit)
                    .getResultStream()
                    .map(ViewerEntity::row)
                    .toList();
        });
    }

    /** Without wildcards. */
    private static String literally(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    @Override
    public void suspend(ViewerId id, Instant at) {
        unit.call(em -> {
            find(em, id).ifPresent(v -> v.suspend(at));
            return true;
        });
    }

    @Override
    public void resume(ViewerId id) {
        unit.call(em -> {
            find(em, id).ifPresent(ViewerEntity::resume);
            return true;
        });
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
    public List<CodeBatch> codeBatches(int limit) {
        return unit.call(em -> em
                .createQuery(
                        "select c.createdMs, c.expiresMs, count(c) from EnrolmentCodeEntity c"
                                + " group by c.createdMs, c.expiresMs order by c.createdMs desc",
                        Object[].class)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(row -> new CodeBatch(
                        Instant.ofEpochMilli((Long) row[0]), Columns.instant((Long) row[1]), (Long) row[2]))
                .toList());
    }

    @Override
    public int forgetExpiredCodes(Instant upTo, int most) {
        return deleteCodes(
                "select c.hash from EnrolmentCodeEntity c where c.expiresMs <= :upTo order by c.expiresMs", upTo, most);
    }

    @Override
    public int forgetCodes(Instant upTo, int most) {
        return deleteCodes(
                "select c.hash from EnrolmentCodeEntity c where c.expiresMs is null and c.createdMs <= :upTo"
                        + " order by c.createdMs",
                upTo,
                most);
    }

    private int deleteCodes(String which, Instant upTo, int most) {
        return unit.call(em -> {
            List<String> old = em.createQuery(which, String.class)
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
