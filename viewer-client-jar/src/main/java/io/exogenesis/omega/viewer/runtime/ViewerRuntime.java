package io.exogenesis.omega.viewer.runtime;

import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.quic.QuicDialer;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.internal.agent.LocalViewerAgent;
import io.exogenesis.omega.viewer.internal.agent.SharedModels;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Opens agents, and holds what all agents of a process share, so that the next one costs little: the embedder (loaded when a text
 * is embedded for the first time), catalogues, item models, connections and the timer of automatic syncs. Thread-safe. Closing it
 * closes the agents that are still open first.
 */
public final class ViewerRuntime implements AutoCloseable {
    private final SharedModels shared;

    private ViewerRuntime(SharedModels shared) {
        this.shared = shared;
    }

    /**
     * @param directory where catalogues and item models are kept between runs; made if absent, the owner's alone. Several
     *     processes may share it: files are written whole and renamed.
     * @throws io.exogenesis.omega.viewer.ViewerException if it cannot be used, or holds files and none of them is of this library
     */
    public static ViewerRuntime in(Path directory) {
        return builder(directory).build();
    }

    /** As {@link #in}, where something differs from the defaults. */
    public static Builder builder(Path directory) {
        return new Builder(directory);
    }

    /** An agent by itself: catalogue and item model are kept in its state directory, and close with it. */
    public static ViewerAgent openAlone(ViewerAgentConfig config) {
        return LocalViewerAgent.open(config);
    }

    /**
     * Opens an agent. On a read-only file system it recommends and answers, but remembers and syncs nothing: such calls fail with
     * {@link io.exogenesis.omega.viewer.MemoryUnavailableException}.
     *
     * @throws io.exogenesis.omega.journal.DirectoryLockedException if the state directory is in use, naming the process
     * @throws io.exogenesis.omega.viewer.ViewerException if the state directory belongs to another viewer or a newer version, cannot
     *     be used, or holds files and none of them is an agent's
     * @throws io.exogenesis.omega.model.InvalidValueException if the key of the memory is null or has not 32 bytes
     * @throws io.exogenesis.omega.journal.JournalException if the journal is damaged or the disk fails
     */
    public ViewerAgent open(ViewerAgentConfig config) {
        return LocalViewerAgent.open(config, shared);
    }

    /**
     * A catalogue for agents that have not heard of one from a Core yet. Embeds the titles here and now, about 200 a second,
     * half as many of those that have a description.
     *
     * @throws io.exogenesis.omega.vector.embed.EmbedderUnavailableException if the model cannot be loaded
     */
    public void useCatalogue(List<MediaItem> items) {
        shared.useCatalogue(items);
    }

    /**
     * As {@link #useCatalogue(List)}, and kept beside the Core's models, so that {@link #useKeptCatalogue} finds it at the next
     * start without embedding anything.
     *
     * @param version greater than that of any catalogue kept before, for instance seconds since 1970
     * @param embedded told after each title how many are done; called from several threads
     */
    public void useCatalogue(List<MediaItem> items, long version, IntConsumer embedded) {
        shared.useCatalogue(items, version, embedded);
    }

    /**
     * The catalogue of a Core that lives in this process, with the embeddings that it has made: nothing is embedded. Agents use it
     * from now on, and one that syncs with that Core finds it here instead of fetching it.
     *
     * @param bankId of the Core's bank
     * @param version of the catalogue, as the Core counts it
     * @param model that the embeddings are of
     */
    public void useCatalogueOf(String bankId, long version, EmbeddingModel model, List<CatalogueEntry> titles) {
        shared.useCatalogueOf(bankId, version, model, titles);
    }

    /** Uses the host's catalogue of an earlier start; false if none is kept. */
    public boolean useKeptCatalogue() {
        return shared.useKeptCatalogue();
    }

    /**
     * Begins to load what a recommendation will need, on threads of its own: the catalogue and the item model that were kept
     * last, joined, and the embedder where words will be asked for. For a process that recommends right after its start; it opens
     * its agent meanwhile. Whatever the agent needs and is not there is loaded as always.
     *
     * @param words whether a query or a mood will be asked for
     */
    public void readAhead(boolean words) {
        shared.readAhead(words);
    }

    /**
     * The embedder, loaded at the first call.
     *
     * @throws io.exogenesis.omega.vector.embed.EmbedderUnavailableException with what to do; there is no silent substitute
     */
    public Embedder embedder() {
        return shared.embedder().get();
    }

    /** The embedder in use by name, or why there is none. */
    public String embedderName() {
        return shared.embedder().name();
    }

    /**
     * Closes the agents that are still open, side by side and as {@link ViewerAgent#close} says, then what they shared. Afterwards
     * {@link #open} and the calls for catalogues fail with {@link io.exogenesis.omega.viewer.AgentClosedException}. A second caller waits for the first.
     */
    @Override
    public void close() {
        shared.close();
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {
        private final Path directory;
        private SharedModels.Options options = SharedModels.Options.defaults();

        private Builder(Path directory) {
            this.directory = directory;
        }

        /** QUIC connections to one Core that the agents share; 0: one for each agent. Default: 8. */
        public Builder connectionsPerEndpoint(int connections) {
            options = options.withConnectionsPerEndpoint(connections);
            return this;
        }

        /** Loads the embedder. Default: the one on the class path. */
        public Builder embedder(Supplier<Embedder> embedder) {
            options = options.withEmbedder(embedder);
            return this;
        }

        /** Makes the QUIC dialer. Default: that of the engine on the class path. */
        public Builder quicDialer(Supplier<QuicDialer> dialer) {
            options = options.withDialer(dialer);
            return this;
        }

        public ViewerRuntime build() {
            return new ViewerRuntime(SharedModels.in(directory, options));
        }
    }
}
