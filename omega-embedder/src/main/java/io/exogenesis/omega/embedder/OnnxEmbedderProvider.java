package io.exogenesis.omega.embedder;

import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.embed.EmbedderProvider;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;

/** Brings {@link OnnxEmbedder#load()} to whoever has this library on its class path. */
public final class OnnxEmbedderProvider implements EmbedderProvider {
    /** For {@link java.util.ServiceLoader}. */
    public OnnxEmbedderProvider() {}

    @Override
    public String name() {
        try {
            return ModelFiles.found().description().name();
        } catch (EmbedderUnavailableException e) {
            return ""; // told to who loads it
        }
    }

    @Override
    public Embedder load() {
        return OnnxEmbedder.load();
    }
}
