package io.exogenesis.omega.core.catalogue;

import io.exogenesis.omega.embedder.OnnxEmbedder;
import io.exogenesis.omega.vector.embed.CachedEmbedder;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Core's one embedder, loaded on first use. It remembers why it could not be loaded; there is no other in its place. */
@Singleton
public class EmbedderRoom {
    /** Texts of searches that are asked again and again. */
    private static final int CACHED_TEXTS = 1_000;

    private final Supplier<Embedder> loader;
    private @Nullable Embedder embedder;
    private volatile String failure = "";
    private volatile String name = "";

    @Inject
    public EmbedderRoom() {
        this(() -> new CachedEmbedder(OnnxEmbedder.load(), CACHED_TEXTS));
    }

    public EmbedderRoom(Supplier<Embedder> loader) {
        this.loader = loader;
    }

    /** @throws EmbedderUnavailableException saying what to do */
    public synchronized Embedder get() {
        Embedder known = embedder;
        if (known != null) {
            return known;
        }
        try {
            Embedder loaded = loader.get();
            embedder = loaded;
            name = loaded.name();
            failure = "";
            return loaded;
        } catch (EmbedderUnavailableException e) {
            failure = String.valueOf(e.getMessage());
            throw e;
        }
    }

    /** Empty before it was loaded. */
    public String name() {
        return name;
    }

    /** Why the last attempt to load it failed. */
    public Optional<String> failure() {
        return failure.isEmpty() ? Optional.empty() : Optional.of(failure);
    }

    @PreDestroy
    synchronized void close() {
        if (embedder != null) {
            embedder.close();
            embedder = null;
        }
    }
}
