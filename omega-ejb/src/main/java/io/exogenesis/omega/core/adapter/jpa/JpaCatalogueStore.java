package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.CatalogueStore;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.TitleChange;
import io.exogenesis.omega.core.port.TitleImport;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Titles and embeddings in the database. */
@Singleton
public class JpaCatalogueStore implements CatalogueStore {
    private static final int BATCH = 1000;

    private final UnitOfWork unit;

    private final int mostImports;

    @Inject
    public JpaCatalogueStore(UnitOfWork unit) {
        this(unit, MOST_IMPORTS);
    }

    JpaCatalogueStore(UnitOfWork unit, int mostImports) {
        this.unit = unit;
        this.mostImports = mostImports;
    }

    @Override
    public long version() {
        return unit.call(JpaCatalogueStore::version);
    }

    private static long version(EntityManager em) {
        CatalogueHeadEntity head = em.find(CatalogueHeadEntity.class, CatalogueHeadEntity.ID);
        return head == null ? 0L : head.version;
    }

    @Override
    public List<MediaItem> items() {
        return unit.call(
                em -> em.createQuery("select m from MediaItemEntity m order by m.place, m.id", MediaItemEntity.class)
                        .getResultStream()
                        .map(MediaItemEntity::item)
                        .toList());
    }

    @Override
    public long save(List<MediaItem> items) {
        return change(new TitleChange(items, List.of()));
    }

    @Override
    public long change(TitleChange change) {
        return unit.call(em -> apply(em, change));
    }

    private static long apply(EntityManager em, TitleChange change) {
        long version = version(em) + 1;
        Map<String, Integer> places = places(em);
        int next = places.values().stream().mapToInt(p -> p + 1).max().orElse(0);
        Stream<MediaId> known = change.put().stream().map(MediaItem::id).filter(id -> places.containsKey(id.value()));
        Statements.batch(
                em,
                "DELETE FROM media_item WHERE id = ?",
                Stream.concat(change.gone().stream(), known).toList(),
                (statement, id) -> statement.setString(1, id.value()));
        int written = 0;
        for (MediaItem item : change.put()) {
            Integer place = places.get(item.id().value());
            em.persist(new MediaItemEntity(item, place == null ? next++ : place, version));
            letGo(em, ++written);
        }
        em.flush(); // the titles in front of the head, as a backup reads them
        return nextVersion(em);
    }

    private static Map<String, Integer> places(EntityManager em) {
        Map<String, Integer> places = new HashMap<>();
        em.createQuery("select m.id, m.place from MediaItemEntity m", Object[].class)
                .getResultStream()
                .forEach(row -> places.put((String) row[0], (Integer) row[1]));
        return places;
    }

    @Override
    public long remove(MediaId id) {
        return unit.call(em -> {
            MediaItemEntity known = em.find(MediaItemEntity.class, id.value());
            if (known == null) {
                return version(em);
            }
            em.remove(known);
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

    static long nextVersion(EntityManager em) {
        CatalogueHeadEntity head = em.find(CatalogueHeadEntity.class, CatalogueHeadEntity.ID);
        if (head == null) {
            head = CatalogueHeadEntity.empty();
            em.persist(head);
        }
        return head.next();
    }

    @Override
    public TitleImport importTitles(TitleChange change, TitleImport about) {
        return ImportRows.commit(unit, change, about, mostImports, em -> apply(em, change));
    }

    @Override
    public List<TitleImport> imports(long before, int limit) {
        return unit.call(em -> ImportRows.list(em, before, limit));
    }

    @Override
    public List<TitleImport> standing() {
        return unit.call(ImportRows::standing);
    }

    @Override
    public Optional<TitleImport> ofFile(String sha256) {
        return unit.call(em -> ImportRows.ofFile(em, sha256));
    }

    @Override
    public long changedSince(TitleImport done) {
        return unit.call(em -> ImportRows.changedSince(em, done));
    }

    @Override
    public long rollBack(TitleImport done, OperatorAction action) {
        return ImportRows.rollBack(unit, done, action);
    }

    @Override
    public Set<String> embedders() {
        return unit.call(
                em -> Set.copyOf(em.createQuery("select distinct e.embedder from TextEmbeddingEntity e", String.class)
                        .getResultList()));
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
        for (List<Map.Entry<String, Embedding>> some :
                Statements.perTransaction(new TreeMap<>(byTextHash).entrySet())) {
            unit.call(em -> {
                // In order of their hashes, so that these two are a narrow range: a job asks for what is missing in
                // this order.
                Set<String> known = Set.copyOf(em.createQuery(
                                "select e.textHash from TextEmbeddingEntity e where e.embedder = :embedder"
                                        + " and e.textHash between :first and :last",
                                String.class)
                        .setParameter("embedder", embedder)
                        .setParameter("first", some.getFirst().getKey())
                        .setParameter("last", some.getLast().getKey())
                        .getResultList());
                some.stream()
                        .filter(e -> !known.contains(e.getKey()))
                        .forEach(e -> em.persist(new TextEmbeddingEntity(embedder, e.getKey(), e.getValue())));
                return true;
            });
        }
    }

    @Override
    public int retainEmbeddings(String embedder, Set<String> textHashes) {
        List<Object[]> others = unit.call(em -> em.createQuery(
                        "select e.embedder, e.textHash from TextEmbeddingEntity e", Object[].class)
                .getResultStream()
                .filter(row -> !embedder.equals(row[0]) || !textHashes.contains((String) row[1]))
                .toList());
        for (List<Object[]> some : Statements.perTransaction(others)) {
            unit.call(em -> {
                Statements.batch(
                        em,
                        "DELETE FROM text_embedding WHERE embedder = ? AND text_hash = ?",
                        some,
                        (statement, row) -> {
                            statement.setString(1, (String) row[0]);
                            statement.setString(2, (String) row[1]);
                        });
                return true;
            });
        }
        return others.size();
    }
}
