package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.QuicDialer;
import io.exogenesis.omega.quic.QuicEngine;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.embed.EmbedderProvider;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.models.ModelDecoding;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import io.exogenesis.omega.viewer.internal.recommend.TitleScorer;
import io.exogenesis.omega.viewer.internal.sync.HttpsClients;
import io.exogenesis.omega.viewer.internal.sync.QuicConnections;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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
    private final SharedEmbedder embedder;
    private final ModelStore models;
    private final TitleScorer scorer = new TitleScorer();
    private final QuicConnections quic;
    private final HttpsClients https = new HttpsClients();
    /** Held by a close from begin to end; never taken with this monitor held. */
    private final ReentrantLock closing = new ReentrantLock();

    private @Nullable ScheduledExecutorService timer;
    /** Open agents; null once this is closed. */
    private @Nullable Set<ViewerAgent> agents = new HashSet<>();

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
        this.embedder = new SharedEmbedder(
                options.embedder(),
                options.embedder() == Options.DEFAULT_EMBEDDER ? EmbedderProvider::defaultName : () -> "");
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
     * @throws AgentClosedException if this is closed
     */
    public void useCatalogue(List<MediaItem> items) {
        requireOpen();
        models.useHostCatalogue(
                ModelDecoding.catalogue(0, List.of(EmbeddedTitles.page(items, embedder.get(), done -> {}))));
    }

    /**
     * As {@link #useCatalogue(List)}, and kept beside the Core's models, so that {@link #useKeptCatalogue} finds it at the next
     * start without embedding anything.
     *
     * @param version greater than that of any catalogue kept before, for instance seconds since 1970
     * @param embedded told after each title how many are done; called from several threads
     */
    public void useCatalogue(List<MediaItem> items, long version, IntConsumer embedded) {
        requireOpen();
        Catalogue kept = models.catalogue(
                ModelStore.HOST, version, () -> List.of(EmbeddedTitles.page(items, embedder.get(), embedded)));
        models.useHostCatalogue(kept.ofHost());
    }

    /**
     * The catalogue of a Core that lives in this process, with the embeddings that it has made. Agents use it from now on, and one
     * that syncs with that Core finds it here instead of fetching it.
     *
     * @param bankId of the Core's bank
     * @param version of the catalogue, as the Core counts it
     * @param model that the embeddings are of
     */
    public void useCatalogueOf(String bankId, long version, EmbeddingModel model, List<CatalogueEntry> titles) {
        requireOpen();
        Catalogue kept = models.catalogue(bankId, version, () -> List.of(EmbeddedTitles.page(titles, model)));
        models.useHostCatalogue(kept.ofHost());
    }

    /** Uses the host's catalogue of an earlier start; false if none is kept. */
    public boolean useKeptCatalogue() {
        requireOpen();
        Optional<Catalogue> kept = models.keptCatalogue(ModelStore.HOST, 1);
        kept.ifPresent(c -> models.useHostCatalogue(c.ofHost()));
        return kept.isPresent();
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
        if (words) {
            embedder.loadBeside();
        }
    }

    /** The embedder, loaded when it is used first. */
    public SharedEmbedder embedder() {
        return embedder;
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
    public synchronized ScheduledExecutorService timer() {
        ScheduledExecutorService running = timer;
        if (running == null) {
            ScheduledThreadPoolExecutor made = new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("omega-viewer-timer").factory());
            // a cancelled sync would hold its closed agent until the time had come
            made.setRemoveOnCancelPolicy(true);
            running = made;
            timer = running;
        }
        return running;
    }

    /** @throws AgentClosedException if this is closed */
    synchronized void opened(ViewerAgent agent) {
        Set<ViewerAgent> open = agents;
        if (open == null) {
            throw new AgentClosedException("the runtime is closed: it opens no more agents");
        }
        open.add(agent);
    }

    private synchronized void requireOpen() {
        if (agents == null) {
            throw new AgentClosedException("the runtime is closed");
        }
    }

    synchronized void closed(ViewerAgent agent) {
        if (agents != null) {
            agents.remove(agent);
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

    private synchronized void closeRest() {
        if (timer != null) {
            timer.shutdownNow();
        }
        quic.close();
        https.close();
        embedder.close();
    }

    private synchronized List<ViewerAgent> taken() {
        List<ViewerAgent> open = agents == null ? List.of() : List.copyOf(agents);
        agents = null;
        return open;
    }

    private void closeAgents() {
        taken().stream().map(ViewerAgent::shutdown).toList().forEach(closing -> {
            try {
                closing.join();
            } catch (CompletionException e) {
                LOG.log(Level.WARNING, "an agent was not closed in order: {0}", e.getMessage());
            }
        });
    }
}
