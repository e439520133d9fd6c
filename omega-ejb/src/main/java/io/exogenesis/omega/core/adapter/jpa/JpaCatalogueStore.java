package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.CatalogueStore;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaItem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Titles and embeddings in the database. */
@Singleton
public class JpaCatalogueStore implements CatalogueStore {
    private static final int BATCH = 1000;

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
            Map<String, Integer> places = places(em);
            int next = places.values().stream().mapToInt(p -> p + 1).max().orElse(0);
            int written = 0;
            for (MediaItem item : items) {
                Integer known = places.get(item.id().value());
                if (known == null) {
                    em.persist(new MediaItemEntity(item, next++));
                } else {
                    em.merge(new MediaItemEntity(item, known));
                }
                letGo(em, ++written);
            }
            return nextVersion(em);
        });
    }

    private static Map<String, Integer> places(EntityManager em) {
        Map<String, Integer> places = new HashMap<>();
        em.createQuery("select m.id, m.place from MediaItemEntity m", Object[].class)
                .getResultStream()
                .forEach(row -> places.put((String) row[0], (Integer) row[1]));
        return places;
    }

    @Override
    public long replaceAll(List<MediaItem> items) {
        return unit.call(em -> {
            em.createQuery("delete from MediaItemEntity m").executeUpdate();
            int place = 0;
            for (MediaItem item : items) {
                em.persist(new MediaItemEntity(item, place++));
                letGo(em, place);
            }
            return nextVersion(em);
        });
    }

    /** An entity manager that holds all titles at once gets slower with each. */
    private static void letGo(EntityManager em, int written) {
        if (written % BATCH == 0) {
            em.flush();
            em.clear();
        }
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
        Set<String> wanted = Set.copyOf(textHashes);
        Map<String, Embedding> found = new HashMap<>();
        unit.call(em -> {
            // One pass over all: Derby takes far longer to compile a list of some hundred hashes than to read them all.
            em.createQuery(
                            "select e.textHash, e.codes, e.scale from TextEmbeddingEntity e where e.embedder = :embedder",
                            Object[].class)
                    .setParameter("embedder", embedder)
                    .getResultStream()
                    .filter(row -> wanted.contains((String) row[0]))
                    .forEach(row -> found.put((String) row[0], Embedding.ofCodes((byte[]) row[1], (Float) row[2])));
            return true;
        });
        return found;
    }

    @Override
    public void saveEmbeddings(String embedder, Map<String, Embedding> byTextHash) {
        unit.call(em -> {
            byTextHash.forEach((hash, embedding) -> {
                if (em.find(TextEmbeddingEntity.class, new TextEmbeddingEntity.Key(embedder, hash)) == null) {
                    em.persist(new TextEmbeddingEntity(embedder, hash, embedding));
                }
            });
            return true;
        });
    }
}
