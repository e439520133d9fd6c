package io.exogenesis.omega.lab.heal.subject;

import io.exogenesis.omega.embedder.OnnxEmbedder;
import io.exogenesis.omega.vector.embed.CachedEmbedder;
import io.exogenesis.omega.vector.embed.Embedder;

/**
 * The embedder of all Cores that this process starts one after the other. Opening a model takes longer than all else that a start does,
 * and no fault touches it. A Core that closes it closes nothing.
 */
final class SharedModel implements Embedder {
    private static final int CACHED_TEXTS = 1_024;

    private final Embedder embedder = new CachedEmbedder(OnnxEmbedder.load(), CACHED_TEXTS);

    private SharedModel() {}

    /** Opened by the first who asks. */
    private static final class Opened {
        static final SharedModel MODEL = new SharedModel();
    }

    static Embedder of() {
        return Opened.MODEL;
    }

    @Override
    public String name() {
        return embedder.name();
    }

    @Override
    public float[] embed(String text) {
        return embedder.embed(text);
    }

    @Override
    public void close() {}
}
