package io.exogenesis.omega.vector.embed;

import java.util.ServiceLoader;

/** A library that brings a sentence embedder, found by {@link ServiceLoader}: omega-embedder is one. */
public interface EmbedderProvider {

    /**
     * Loads the embedder.
     *
     * @throws EmbedderUnavailableException if it cannot be loaded, with what to do
     */
    Embedder load();

    /**
     * The embedder of the library on the class path or module path.
     *
     * @throws EmbedderUnavailableException if there is none, or if it cannot be loaded
     */
    static Embedder loadDefault() {
        return ServiceLoader.load(EmbedderProvider.class, EmbedderProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(
                        () -> new EmbedderUnavailableException(
                                "no sentence embedder is on the class path: add omega-embedder, or give ViewerRuntime.builder one"))
                .load();
    }
}
