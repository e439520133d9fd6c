package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.vector.embed.CachedEmbedder;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The embedder of a process, loaded when a text is embedded for the first time. Thread-safe. */
public final class SharedEmbedder {
    private static final int REMEMBERED_TEXTS = 1_000;

    private final Supplier<Embedder> load;
    private final Supplier<String> expected;
    private volatile @Nullable Embedder embedder;
    /** Empty until somebody asked for the embedder. */
    private volatile String state = "";

    /** @param expected the name of what would be loaded; empty if it is not known */
    SharedEmbedder(Supplier<Embedder> load, Supplier<String> expected) {
        this.load = load;
        this.expected = expected;
    }

    /**
     * The embedder, loaded at the first call.
     *
     * @throws EmbedderUnavailableException with what to do; there is no silent fallback
     */
    public synchronized Embedder get() {
        Embedder loaded = embedder;
        if (loaded == null) {
            try {
                loaded = new CachedEmbedder(named(load.get()), REMEMBERED_TEXTS);
            } catch (EmbedderUnavailableException e) {
                state = "unavailable: " + e.getMessage();
                throw e;
            }
            embedder = loaded;
            state = loaded.name();
        }
        return loaded;
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
     * @throws EmbedderUnavailableException as {@link #get()}, and if the process has another model
     */
    Embedder get(ViewerAgentConfig config) {
        Embedder loaded = get();
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

    /** Loads it on a thread of its own, if it is not there; an error is told to who asks for it. */
    void loadBeside() {
        if (isLoaded()) {
            return;
        }
        // not a virtual one: native code would keep one of their few carriers busy all the while
        Thread.ofPlatform().daemon().name("omega-viewer-embedder").start(() -> {
            try {
                get();
            } catch (EmbedderUnavailableException e) {
                // told to the caller where it is needed
            }
        });
    }

    /** Whether {@link #get()} would answer at once. */
    boolean isLoaded() {
        return embedder != null;
    }

    /** The embedder in use by name, or why there is none. */
    public String name() {
        if (!state.isEmpty()) {
            return state;
        }
        String name = expected.get();
        return name.isEmpty() ? "not loaded" : name + " (not loaded)";
    }

    synchronized void close() {
        Embedder loaded = embedder;
        if (loaded != null) {
            loaded.close();
        }
    }
}
