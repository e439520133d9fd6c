package io.exogenesis.omega.core;

import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.vector.embed.Embedder;
import java.util.concurrent.atomic.AtomicInteger;

/** Another vector for every text, at no cost; counts how often it is asked. */
public final class TestEmbedder implements Embedder {
    public final AtomicInteger calls = new AtomicInteger();
    /** What happens while a text is being embedded. */
    public volatile Runnable beforeText = () -> {};

    private final String name;

    /** Bears the name of the built-in model, of which patterns are unless they say otherwise. */
    public TestEmbedder() {
        this(EmbeddingModel.MINI_LM_NAME);
    }

    public TestEmbedder(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public float[] embed(String text) {
        beforeText.run();
        calls.incrementAndGet();
        return Samples.embedding(text.hashCode()).toFloats();
    }

    @Override
    public void close() {}
}
