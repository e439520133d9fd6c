package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.QuicDialer;
import io.exogenesis.omega.quic.QuicEngine;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.embed.CachedEmbedder;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.embed.EmbedderProvider;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import io.exogenesis.omega.viewer.internal.recommend.TitleScorer;
import io.exogenesis.omega.viewer.internal.sync.HttpsClients;
import io.exogenesis.omega.viewer.internal.sync.QuicConnections;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.CataloguePage;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all agents of a process share, so that the next one costs little: the embedder (loaded when a text is embedded for
 * the first time), catalogues, item models, QUIC connections and the timer of automatic syncs. Thread-safe. Its close closes the agents that
 * are still open first.
 */
public final class SharedModels implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SharedModels.class.getName());
    private static final int REMEMBERED_TEXTS = 1_000;

    private final Options options;
    private final ModelStore models;
    private final TitleScorer scorer = new TitleScorer();
    private final QuicConnections quic;
    private final HttpsClients https = new HttpsClients();
    private final ReentrantLock lock = new ReentrantLock();
    /** Held by a close from begin to end; never taken with {@link #lock} held. */
    private final ReentrantLock closing = new ReentrantLock();

    private volatile @Nullable Embedder embedder;
    private @Nullable ScheduledExecutorService timer;
    /** Open agents; null once this is closed. */
    private @Nullable Set<ViewerAgent> agents = new HashSet<>();

    /** Empty until somebody asked for the embedder. */
    private volatile String embedderState = "";

    /**
     * @param connectionsPerEndpoint QUIC connections to one Core that the agents share; 0: one for each agent
     * @param embedder loads the embedder
     * @param dialer makes the QUIC dialer
     */
    public record Options(int connectionsPerEndpoint, Supplier<Embedder> embedder, Supplier<QuicDialer> dialer) {
        /** Eight connections carry more streams than two cores can serve, and cost little. */
        public static final int DEFAULT_CONNECTIONS = 8;

        private static final Supplier<Embedder> DEFAULT_EMBEDDER = EmbedderProvider::loadDefault;

        public static Options defaults() {
            return new Options(
                    DEFAULT_CONNECTIONS,
                    DEFAULT_EMBEDDER,
                    () -> QuicEngine.installed().dialer(DialConfig.defaults()));
        }

        public Options withConnectionsPerEndpoint(int connections) {
            return new Options(connections, embedder, dialer);
        }

        public Options withEmbedder(Supplier<Embedder> other) {
            return new Options(connectionsPerEndpoint, other, dialer);
        }

        public Options withDialer(Supplier<QuicDialer> other) {
            return new Options(connectionsPerEndpoint, embedder, other);
        }
    }

    private SharedModels(Path cacheDirectory, Options options) {
        this.options = options;
        this.models = new ModelStore(cacheDirectory);
        this.quic = new QuicConnections(options.dialer(), options.connectionsPerEndpoint());
    }

    /**
     * @param cacheDirectory where catalogues and item models are kept between runs; made if absent. Several processes may
     *     share it: files are written whole and renamed.
     */
    public static SharedModels in(Path cacheDirectory) {
        return in(cacheDirectory, Options.defaults());
    }

    public static SharedModels in(Path cacheDirectory, Options options) {
        return new SharedModels(cacheDirectory, options);
    }

    /**
     * A catalogue for agents that have not heard of one from a Core yet. Embeds the titles here and now, about 200 a second,
     * half as many of those that have a description.
     *
     * @throws EmbedderUnavailableException if the model cannot be loaded
     */
    public void useCatalogue(List<MediaItem> items) {
        models.useHostCatalogue(ModelStore.catalogue(0, List.of(embed(items, done -> {}))));
    }

    /**
     * As {@link #useCatalogue(List)}, and kept beside the Core's models, so that {@link #useKeptCatalogue} finds it at the next
     * start without embedding anything.
     *
     * @param version greater than that of any catalogue kept before, for instance seconds since 1970
     * @param embedded told after each title how many are done; called from several threads
     */
    public void useCatalogue(List<MediaItem> items, long version, IntConsumer embedded) {
        Catalogue kept = models.catalogue(ModelStore.HOST, version, () -> List.of(embed(items, embedded)));
        models.useHostCatalogue(kept.ofHost());
    }

    /** Uses the host's catalogue of an earlier start; false if none is kept. */
    public boolean useKeptCatalogue() {
        Optional<Catalogue> kept = models.keptCatalogue(ModelStore.HOST, 1);
        kept.ifPresent(c -> models.useHostCatalogue(c.ofHost()));
        return kept.isPresent();
    }

    private CataloguePage embed(List<MediaItem> items, IntConsumer embedded) {
        Embedder model = embedder();
        AtomicInteger done = new AtomicInteger();
        List<CatalogueEntry> entries;
        // threads of their own, which end here: one that has run native code shall not outlive its work
        try (ExecutorService workers = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name("omega-viewer-embed-", 0).factory())) {
            entries = items.stream()
                    .map(item -> CompletableFuture.supplyAsync(() -> entry(item, model), workers)
                            .thenApply(made -> {
                                embedded.accept(done.incrementAndGet());
                                return made;
                            }))
                    .toList()
                    .stream()
                    .map(CallExecutor::await)
                    .toList();
        }
        CataloguePage.Builder page =
                CataloguePage.newBuilder().setEmbeddingModel(WireCodec.modelName(new EmbeddingModel(model.name())));
        entries.forEach(entry -> page.addItems(WireCodec.toWire(entry)));
        for (float m : ContentSpace.meanOf(
                entries.stream().map(CatalogueEntry::embedding).toList())) {
            page.addMean(m);
        }
        return page.build();
    }

    private static CatalogueEntry entry(MediaItem item, Embedder model) {
        Embedding embedding = Embedding.of(model.embed(item.text()));
        return item.description().isEmpty()
                ? new CatalogueEntry(item, embedding)
                : new CatalogueEntry(item, embedding, Embedding.of(model.embed(item.description())));
    }

    /**
     * Begins to load what a recommendation will need, on threads of its own: the catalogue and the item model that were kept
     * last, joined, and the embedder where words will be asked for. For a process that recommends right after its start; it opens its agent
     * meanwhile. Whatever the agent needs and is not there is loaded as always.
     *
     * @param words whether a query or a mood will be asked for
     */
    public void readAhead(boolean words) {
        models.readAhead(scorer::prepare);
        if (words && !embedderLoaded()) {
            loadEmbedderBeside();
        }
    }

    /** Loads the embedder on a thread of its own; an error is told to who asks for it. */
    public void loadEmbedderBeside() {
        // not a virtual one: native code would keep one of their few carriers busy all the while
        Thread.ofPlatform().daemon().name("omega-viewer-embedder").start(() -> {
            try {
                embedder();
            } catch (EmbedderUnavailableException e) {
                // told to the caller where it is needed
            }
        });
    }

    /**
     * The embedder, loaded at the first call.
     *
     * @throws EmbedderUnavailableException with what to do; there is no silent fallback
     */
    public Embedder embedder() {
        lock.lock();
        try {
            Embedder loaded = embedder;
            if (loaded == null) {
                loaded = new CachedEmbedder(named(options.embedder().get()), REMEMBERED_TEXTS);
                embedder = loaded;
                embedderState = loaded.name();
            }
            return loaded;
        } catch (EmbedderUnavailableException e) {
            embedderState = "unavailable: " + e.getMessage();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private static Embedder named(Embedder embedder) {
        if (EmbeddingModel.isName(embedder.name())) {
            return embedder;
        }
        embedder.close();
        throw new EmbedderUnavailableException("the embedder's name must be 1 to " + EmbeddingModel.MAX_LENGTH
                + " of A-Z a-z 0-9 . _ / -, since it travels with patterns");
    }

    /**
     * The embedder, of the model that an agent's configuration names, if it names one.
     *
     * @throws EmbedderUnavailableException as {@link #embedder()}, and if the process has another model
     */
    public Embedder embedder(ViewerAgentConfig config) {
        Embedder loaded = embedder();
        String wanted = config.embeddingModel();
        // the specification calls the built-in model by its name at its first publisher
        String name = wanted.endsWith("/all-MiniLM-L6-v2") ? EmbeddingModel.MINI_LM_NAME : wanted;
        if (!name.isEmpty() && !name.equals(loaded.name())) {
            throw new EmbedderUnavailableException("the configuration asks for the embedding model " + wanted
                    + ", and this process has " + loaded.name()
                    + ": name that one, or none, or load the other (omega.model.directory)");
        }
        return loaded;
    }

    /** Whether {@link #embedder()} would answer at once. */
    public boolean embedderLoaded() {
        return embedder != null;
    }

    /** The embedder in use by name, or why there is none. */
    public String embedderName() {
        return embedderState.isEmpty() ? notLoaded() : embedderState;
    }

    private String notLoaded() {
        String name = options.embedder() == Options.DEFAULT_EMBEDDER ? EmbedderProvider.defaultName() : "";
        return name.isEmpty() ? "not loaded" : name + " (not loaded)";
    }

    public ModelStore models() {
        return models;
    }

    public TitleScorer scorer() {
        return scorer;
    }

    public QuicConnections quic() {
        return quic;
    }

    public HttpsClients https() {
        return https;
    }

    /** Starts automatic syncs; the work itself runs on virtual threads of the agents. */
    public ScheduledExecutorService timer() {
        lock.lock();
        try {
            ScheduledExecutorService running = timer;
            if (running == null) {
                ScheduledThreadPoolExecutor made = new ScheduledThreadPoolExecutor(
                        1,
                        Thread.ofPlatform().daemon().name("omega-viewer-timer").factory());
                // a cancelled sync would hold its closed agent until the time had come
                made.setRemoveOnCancelPolicy(true);
                running = made;
                timer = running;
            }
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** @throws AgentClosedException if this is closed */
    void opened(ViewerAgent agent) {
        lock.lock();
        try {
            Set<ViewerAgent> open = agents;
            if (open == null) {
                throw new AgentClosedException("the runtime is closed: it opens no more agents");
            }
            open.add(agent);
        } finally {
            lock.unlock();
        }
    }

    void closed(ViewerAgent agent) {
        lock.lock();
        try {
            if (agents != null) {
                agents.remove(agent);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes the agents that are open, side by side, then itself. A second caller waits for the first. */
    @Override
    public void close() {
        closing.lock();
        try {
            closeAgents();
            closeRest();
        } finally {
            closing.unlock();
        }
    }

    private void closeRest() {
        lock.lock();
        try {
            if (timer != null) {
                timer.shutdownNow();
            }
            quic.close();
            https.close();
            Embedder loaded = embedder;
            if (loaded != null) {
                loaded.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private void closeAgents() {
        List<ViewerAgent> open;
        lock.lock();
        try {
            open = agents == null ? List.of() : List.copyOf(agents);
            agents = null;
        } finally {
            lock.unlock();
        }
        open.stream().map(ViewerAgent::shutdown).toList().forEach(closing -> {
            try {
                closing.join();
            } catch (CompletionException e) {
                LOG.log(Level.WARNING, "an agent was not closed in order: {0}", e.getMessage());
            }
        });
    }
}
