package io.exogenesis.omega.embedder;

import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.embed.EmbedderProvider;

/** Brings {@link OnnxEmbedder#load()} to whoever has this library on its class path. */
public final class OnnxEmbedderProvider implements EmbedderProvider {
    /** For {@link java.util.ServiceLoader}. */
    public OnnxEmbedderProvider() {}

    @Override
    public Embedder load() {
        return OnnxEmbedder.load();
    }
}
