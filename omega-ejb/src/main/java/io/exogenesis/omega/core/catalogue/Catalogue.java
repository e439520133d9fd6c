package io.exogenesis.omega.core.catalogue;

import io.exogenesis.omega.core.Background;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.catalogue.CatalogueStatus.State;
import io.exogenesis.omega.core.port.CatalogueStore;
import io.exogenesis.omega.core.port.ImportMode;
import io.exogenesis.omega.core.port.TitleImport;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The titles the Core knows. An import is checked as a whole and stored; embedding follows in the background, and only a
 * complete version is published. Until then viewers and rounds keep the version before, less the titles that have left: those go at
 * once, whatever still has to be embedded.
 */
@Singleton
public class Catalogue {
    /** In one catalogue: what a Core of the embedded profile serves with ease. */
    public static final int MAX_ITEMS = 100_000;

    private static final System.Logger LOG = System.getLogger(Catalogue.class.getName());

    private final CatalogueStore store;
    private final EmbedderRoom embedders;
    private final Background background;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean closed;
    private volatile long version;
    private volatile int items;
    private volatile int embedded;
    private volatile String failure = "";
    private volatile @Nullable PublishedCatalogue published;
    /** What is published has the number of the newest version and not all of its titles. */
    private volatile boolean partial;

    private volatile @Nullable EmbeddingModel model;
    /** Set while the bank is being begun anew for another model. */
    private volatile @Nullable EmbeddingModel successor;

    @Inject
    public Catalogue(CatalogueStore store, EmbedderRoom embedders, Background background) {
        this.store = store;
        this.embedders = embedders;
        this.background = background;
    }

    /** Reads what is stored and publishes it when it is embedded. */
    public void load() {
        version = store.version();
        store.embedders().stream().min(Comparator.naturalOrder()).ifPresent(name -> model = new EmbeddingModel(name));
        items = store.items().size();
        startJob();
    }

    /**
     * Adds titles. Known titles must be the same, unless {@code replace}: then the catalogue is exactly these titles.
     *
     * @throws RefusedException {@code MALFORMED} for a title that is named twice or is known with other texts, {@code
     *     TOO_LARGE} beyond {@link #MAX_ITEMS}; then nothing changed
     */
    public synchronized ImportResult importItems(List<MediaItem> imported, boolean replace) {
        ImportPlan plan = plan(TitleFile.of(imported), replace ? ImportMode.REPLACE : ImportMode.ADD);
        plan.check();
        TitleImport.Counts n = plan.counts();
        changed(n.nothing() ? version : store.change(plan.change()));
        return new ImportResult(version, n.added(), n.changed(), n.withdrawn(), n.unchanged(), items);
    }

    /** What an import would do now. */
    ImportPlan plan(TitleFile file, ImportMode mode) {
        return ImportPlan.of(store.items(), file, mode);
    }

    /** Nobody else changes titles meanwhile. */
    synchronized <T> T exclusively(Supplier<T> work) {
        return work.get();
    }

    /** The store has other titles: those that have left are published no more at once, and the others when they are embedded. */
    synchronized void changed(long stored) {
        if (stored != version) {
            version = stored;
            List<MediaItem> titles = store.items();
            items = titles.size();
            takeOut(titles);
        }
        startJob();
    }

    /**
     * Takes a title out. Viewers drop it with their next sync, rounds with the next one.
     *
     * @throws RefusedException {@code NOT_FOUND} for a title that is not in the catalogue
     */
    public synchronized ImportResult withdraw(MediaId id) {
        long without = store.remove(id);
        if (without == version) {
            throw new RefusedException(Refusal.Code.NOT_FOUND, "the catalogue has no title " + id);
        }
        changed(without);
        return new ImportResult(without, 0, 0, 1, items, items);
    }

    /** Viewers and rounds see titles that are not among these no more, before anything is embedded. */
    private void takeOut(List<MediaItem> titles) {
        PublishedCatalogue now = published;
        if (now == null) {
            return;
        }
        Set<MediaId> stay = titles.stream().map(MediaItem::id).collect(Collectors.toSet());
        Set<MediaId> gone = now.titles().stream()
                .map(MediaItem::id)
                .filter(id -> !stay.contains(id))
                .collect(Collectors.toSet());
        if (!gone.isEmpty()) {
            PublishedCatalogue less = now.without(gone, version);
            published = less;
            partial =
                    !less.entries().stream().map(CatalogueEntry::item).toList().equals(titles);
        }
    }

    public CatalogueStatus status() {
        PublishedCatalogue now = published;
        long publishedVersion = now == null ? 0 : now.version();
        State state = version == 0
                ? State.EMPTY
                : publishedVersion == version && !partial
                        ? State.READY
                        : failure.isEmpty() ? State.EMBEDDING : State.FAILED;
        return new CatalogueStatus(version, publishedVersion, items, embedded, state, embedders.name(), failure);
    }

    /**
     * The model that titles and patterns of this Core are of: the one with which the stored titles were embedded, or else that of
     * the embedder, which is then loaded.
     *
     * @throws EmbedderUnavailableException if it has to be loaded and cannot be
     */
    public EmbeddingModel model() {
        EmbeddingModel known = model;
        if (known == null) {
            known = new EmbeddingModel(embedders.get().name());
            model = known;
        }
        return known;
    }

    /**
     * Name of the model of this Core's embedder, which is loaded if it was not: {@link #adopt} makes titles of it.
     *
     * @throws RefusedException {@code UNAVAILABLE} if it cannot be loaded
     */
    public String loadedModel() {
        try {
            return embedders.get().name();
        } catch (EmbedderUnavailableException e) {
            throw new RefusedException(Refusal.Code.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    /**
     * From now on titles are of this model: those that are embedded with another one are embedded anew, as a new version of the
     * catalogue. Nothing happens if they are of it already. The bank must be empty: its patterns would be of the other model.
     */
    public synchronized void adopt(String name) {
        if (!name.equals(model().name())) {
            store.retainEmbeddings(name, Set.of());
            model = new EmbeddingModel(name);
            version = store.save(List.of());
            startJob();
        }
        successor = null;
    }

    /** The model of which patterns are taken: {@link #model}, or the one that is about to follow it. */
    public EmbeddingModel patternModel() {
        EmbeddingModel next = successor;
        return next == null ? model() : next;
    }

    /**
     * Takes patterns of this model only, from before the old bank goes: one that came in between would be the new bank's first and of
     * the former model. Ends with {@link #adopt}, or with {@link #keepModel} if the old bank stays.
     */
    public void expect(String name) {
        successor = new EmbeddingModel(name);
    }

    /** Patterns are of {@link #model} as before. */
    public void keepModel() {
        successor = null;
    }

    /**
     * What is wrong if this Core's embedder is not the one that its titles, and so its patterns, were made with. Titles embedded
     * anew would be compared with patterns of the former model, by the Core and by every viewer.
     */
    private Optional<String> otherModel(String embedder) {
        EmbeddingModel stored = model();
        return stored.name().equals(embedder)
                ? Optional.empty()
                : Optional.of("titles and patterns in this data directory are of the embedding model " + stored
                        + ", and this Core embeds with " + embedder + ": start it with " + stored
                        + ", or with a data directory of its own");
    }

    /** The newest complete version. */
    public Optional<PublishedCatalogue> published() {
        return Optional.ofNullable(published);
    }

    /** Titles held, in order, embedded or not. */
    public List<MediaItem> items() {
        return store.items();
    }

    /** Starts the embedding job again if the last one failed. */
    void retry() {
        if (status().state() == State.FAILED) {
            startJob();
        }
    }

    /** One job at a time; another follows if the titles changed while it ran. */
    private void startJob() {
        if (!closed && running.compareAndSet(false, true)) {
            background.run(() -> {
                long target = version;
                try {
                    embedAll(target);
                } finally {
                    running.set(false);
                }
                if (version != target) {
                    startJob();
                }
            });
        }
    }

    /** Not in the middle of an import; none if another version came meanwhile. */
    private synchronized List<MediaItem> titlesOf(long target) {
        return version == target ? store.items() : List.of();
    }

    private void embedAll(long target) {
        PublishedCatalogue now = published;
        if (target == 0 || (now != null && now.version() == target && !partial)) {
            return;
        }
        try {
            long start = System.nanoTime();
            failure = "";
            List<MediaItem> titles = titlesOf(target);
            embedded = 0;
            Embedder embedder = embedders.get();
            Optional<String> other = otherModel(embedder.name());
            if (other.isPresent()) {
                failure = other.get();
                LOG.log(Level.ERROR, failure);
                return;
            }
            EmbeddingJob job = new EmbeddingJob(store, embedder, n -> embedded = n, () -> closed || version != target);
            List<CatalogueEntry> entries = job.embed(titles);
            if (entries.size() == titles.size()
                    && publish(PublishedCatalogue.of(target, new EmbeddingModel(embedder.name()), entries))) {
                embedded = entries.size();
                failure = "";
                forgetOtherTexts(titles);
                LOG.log(
                        Level.INFO,
                        "catalogue version {0} published: {1} titles, embedded in {2} s",
                        target,
                        entries.size(),
                        (System.nanoTime() - start) / 1_000_000_000);
            }
        } catch (EmbedderUnavailableException e) {
            failure = String.valueOf(e.getMessage());
            LOG.log(Level.ERROR, "titles cannot be embedded: {0}", failure);
        } catch (RuntimeException e) {
            failure = "embedding failed: " + e.getMessage();
            LOG.log(Level.ERROR, "titles cannot be embedded", e);
        }
    }

    /** Unless its titles changed meanwhile. Under a number of its own if part of it was published under this one. */
    private synchronized boolean publish(PublishedCatalogue complete) {
        if (version != complete.version()) {
            return false;
        }
        if (partial) {
            version = store.save(List.of());
        }
        published = complete.as(version);
        partial = false;
        return true;
    }

    /** What no title needs any more can be computed again if a title comes back. */
    private void forgetOtherTexts(List<MediaItem> titles) {
        try {
            store.retainEmbeddings(embedders.name(), EmbeddingJob.hashes(titles));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "embeddings of former titles could not be deleted: {0}", e.getMessage());
        }
    }

    @PreDestroy
    void close() {
        closed = true;
    }
}
