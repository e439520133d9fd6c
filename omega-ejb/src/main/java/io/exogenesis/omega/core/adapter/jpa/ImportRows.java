package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.CatalogueStore;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.OperatorLog;
import io.exogenesis.omega.core.port.TitleChange;
import io.exogenesis.omega.core.port.TitleImport;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/**
 * Imports of titles in the database. A title has the version in which it changed last. What an import added is known by that; of
 * what it changed or withdrew there is a copy in {@code former_title}, made and put back by the database itself.
 */
final class ImportRows {
    private static final String TITLE = "id, place, title, made, genres, kind, description, version";

    private ImportRows() {}

    /** @param apply makes the change and returns its version */
    static TitleImport commit(
            UnitOfWork unit,
            TitleChange change,
            TitleImport about,
            int mostImports,
            ToLongFunction<EntityManager> apply) {
        AtomicLong version = new AtomicLong();
        OperatorAction stored = JpaOperatorLog.append(unit, about.action(), OperatorLog.MOST, (em, logged) -> {
            forgetOld(em, mostImports);
            if (about.counts().changed() > 0) { // or 100,000 new titles would be looked for one by one
                copy(
                        em,
                        logged.id(),
                        false,
                        change.put().stream().map(MediaItem::id).toList());
            }
            copy(em, logged.id(), true, change.gone());
            version.set(apply.applyAsLong(em));
            em.persist(new TitleImportEntity(about.stored(logged, version.get())));
        });
        return about.stored(stored, version.get());
    }

    /** So that there is room for one more. First of all, since tables are written in the order of {@link JdbcTables#TABLES}. */
    private static void forgetOld(EntityManager em, int mostImports) {
        List<TitleImport> standing = standing(em);
        boolean full = standing.size() == CatalogueStore.ROLL_BACKS;
        update(
                em,
                "DELETE FROM former_title WHERE import_id <= ?1"
                        + " OR import_id IN (SELECT id FROM title_import WHERE rolled_back_ms IS NOT NULL)",
                full ? standing.getLast().number() : 0);
        em.createQuery("select i.id from TitleImportEntity i order by i.id desc", Long.class)
                .setFirstResult(mostImports - 1)
                .setMaxResults(1)
                .getResultStream()
                .forEach(last -> update(em, "DELETE FROM title_import WHERE id <= ?1", last));
    }

    /** A title that there is not leaves no copy. */
    private static void copy(EntityManager em, long number, boolean withdrawn, List<MediaId> ids) {
        Statements.batch(
                em,
                "INSERT INTO former_title (import_id, withdrawn, " + TITLE
                        + ") SELECT CAST(? AS BIGINT), CAST(? AS BOOLEAN), " + TITLE + " FROM media_item WHERE id = ?",
                ids,
                (statement, id) -> {
                    statement.setLong(1, number);
                    statement.setBoolean(2, withdrawn);
                    statement.setString(3, id.value());
                });
    }

    private static void update(EntityManager em, String sql, long number) {
        em.createNativeQuery(sql).setParameter(1, number).executeUpdate();
    }

    static List<TitleImport> list(EntityManager em, long before, int limit) {
        return found(em.createQuery(
                        "select i from TitleImportEntity i where i.id < :before order by i.id desc",
                        TitleImportEntity.class)
                .setParameter("before", before)
                .setMaxResults(limit));
    }

    static List<TitleImport> standing(EntityManager em) {
        return found(em.createQuery(
                        "select i from TitleImportEntity i where i.rolledBackMs is null order by i.id desc",
                        TitleImportEntity.class)
                .setMaxResults(CatalogueStore.ROLL_BACKS));
    }

    static Optional<TitleImport> ofFile(EntityManager em, String sha256) {
        return found(em.createQuery(
                                "select i from TitleImportEntity i where i.rolledBackMs is null and i.sha256 = :sha256"
                                        + " order by i.id desc",
                                TitleImportEntity.class)
                        .setParameter("sha256", sha256)
                        .setMaxResults(1))
                .stream()
                .findFirst();
    }

    private static List<TitleImport> found(TypedQuery<TitleImportEntity> query) {
        return query.getResultStream().map(TitleImportEntity::done).toList();
    }

    /** Of its titles those that have its version no more, and withdrawn ones that are there again. */
    static long changedSince(EntityManager em, TitleImport done) {
        long asLeft = count(em, "SELECT COUNT(*) FROM media_item WHERE version = ?1", done.version());
        long back = count(
                em,
                "SELECT COUNT(*) FROM former_title f JOIN media_item m ON m.id = f.id"
                        + " WHERE f.withdrawn = TRUE AND f.import_id = ?1",
                done.number());
        return done.counts().added() + done.counts().changed() - asLeft + back;
    }

    private static long count(EntityManager em, String sql, long number) {
        return ((Number) em.createNativeQuery(sql).setParameter(1, number).getSingleResult()).longValue();
    }

    /** The copies stay until the next import: a backup on Derby may hold their table while it waits for that of the titles. */
    static long rollBack(UnitOfWork unit, TitleImport done, OperatorAction action) {
        AtomicLong version = new AtomicLong();
        JpaOperatorLog.append(unit, action, OperatorLog.MOST, (em, logged) -> {
            update(em, "DELETE FROM media_item WHERE version = ?1", done.version());
            update(
                    em,
                    "INSERT INTO media_item (" + TITLE + ") SELECT " + TITLE
                            + " FROM former_title WHERE import_id = ?1",
                    done.number());
            version.set(JpaCatalogueStore.nextVersion(em));
            em.flush();
            em.find(TitleImportEntity.class, done.number()).rolledBackMs =
                    action.at().toEpochMilli();
        });
        return version.get();
    }
}
