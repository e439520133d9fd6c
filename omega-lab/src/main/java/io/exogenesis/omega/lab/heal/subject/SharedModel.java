package io.exogenesis.omega.lab.heal.subject;

import io.exogenesis.omega.embedder.OnnxEmbedder;
import io.exogenesis.omega.vector.embed.CachedEmbedder;
import io.exogenesis.omega.vector.embed.Embedder;

/**
 * The embedder of all Cores that this process starts one after the other, opened by the first that asks. Opening a model takes longer than
 * all else that a start does, and no fault touches it.
 */
final class SharedModel {
    private static final int CACHED_TEXTS = 1_024;
    private static final Embedder OPENED = new CachedEmbedder(OnnxEmbedder.load(), CACHED_TEXTS);

    private SharedModel() {}

    static Embedder lent() {
        return OPENED.lent();
    }
}
