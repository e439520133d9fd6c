package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.CatalogueStore;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaItem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Titles and embeddings in the database. */
@Singleton
public class JpaCatalogueStore implements CatalogueStore {
    /** Parameters of one query, and objects between two clearings of the entity manager. */
    private static final int BATCH = 500;

    private final UnitOfWork unit;

    @Inject
    public JpaCatalogueStore(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public long version() {
        return unit.call(em -> {
            CatalogueHeadEntity head = em.find(CatalogueHeadEntity.class, CatalogueHeadEntity.ID);
            return head == null ? 0L : head.version;
        });
    }

    @Override
    public List<MediaItem> items() {
        return unit.call(em -> em.createQuery("select m from MediaItemEntity m order by m.place", MediaItemEntity.class)
                .getResultStream()
                .map(MediaItemEntity::item)
                .toList());
    }

    @Override
    public long save(List<MediaItem> items) {
        return unit.call(em -> {
            Integer last = em.createQuery("select max(m.place) from MediaItemEntity m", Integer.class)
                    .getSingleResult();
            int next = last == null ? 0 : last + 1;
            for (MediaItem item : items) {
                MediaItemEntity known = em.find(MediaItemEntity.class, item.id().value());
                em.merge(new MediaItemEntity(item, known == null ? next++ : known.place));
            }
            return nextVersion(em);
        });
    }

    @Override
    public long replaceAll(List<MediaItem> items) {
        return unit.call(em -> {
            em.createQuery("delete from MediaItemEntity m").executeUpdate();
            int place = 0;
            for (MediaItem item : items) {
                em.persist(new MediaItemEntity(item, place++));
            }
            return nextVersion(em);
        });
    }

    private static long nextVersion(EntityManager em) {
        CatalogueHeadEntity head = em.find(CatalogueHeadEntity.class, CatalogueHeadEntity.ID);
        if (head == null) {
            head = CatalogueHeadEntity.empty();
            em.persist(head);
        }
        return head.next();
    }

    @Override
    public Map<String, Embedding> embeddings(String embedder, Collection<String> textHashes) {
        List<String> hashes = List.copyOf(textHashes);
        Map<String, Embedding> found = new HashMap<>();
        for (int from = 0; from < hashes.size(); from += BATCH) {
            List<String> some = hashes.subList(from, Math.min(hashes.size(), from + BATCH));
            unit.call(em -> {
                em.createQuery(
                                "select e from TextEmbeddingEntity e where e.embedder = :embedder and e.textHash in :hashes",
                                TextEmbeddingEntity.class)
                        .setParameter("embedder", embedder)
                        .setParameter("hashes", some)
                        .getResultStream()
                        .forEach(e -> found.put(e.textHash, e.embedding()));
                return true;
            });
        }
        return found;
    }

    @Override
    public void saveEmbeddings(String embedder, Map<String, Embedding> byTextHash) {
        Set<String> known = embeddings(embedder, byTextHash.keySet()).keySet();
        List<TextEmbeddingEntity> fresh = new ArrayList<>();
        byTextHash.forEach((hash, embedding) -> {
            if (!known.contains(hash)) {
                fresh.add(new TextEmbeddingEntity(embedder, hash, embedding));
            }
        });
        unit.call(em -> {
            fresh.forEach(em::persist);
            return true;
        });
    }
}
