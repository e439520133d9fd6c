package io.exogenesis.omega.embedder;

import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.embed.EmbedderProvider;

/** Brings {@link MiniLmEmbedder} to whoever has this library on its class path. */
public final class MiniLmProvider implements EmbedderProvider {
    /** For {@link java.util.ServiceLoader}. */
    public MiniLmProvider() {}

    @Override
    public Embedder load() {
        return MiniLmEmbedder.load();
    }
}
