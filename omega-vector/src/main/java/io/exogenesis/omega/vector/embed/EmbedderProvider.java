package io.exogenesis.omega.vector.embed;

import java.util.Optional;
import java.util.ServiceLoader;

/** A library that brings a sentence embedder, found by {@link ServiceLoader}: omega-embedder is one. */
public interface EmbedderProvider {

    /**
     * Loads the embedder.
     *
     * @throws EmbedderUnavailableException if it cannot be loaded, with what to do
     */
    Embedder load();

    /** Name of what {@link #load} would load, without loading it; empty if it cannot be told. */
    default String name() {
        return "";
    }

    /** {@link #name} of the provider that {@link #loadDefault} asks; empty if there is none. */
    static String defaultName() {
        return first().map(EmbedderProvider::name).orElse("");
    }

    /**
     * The embedder of the library on the class path or module path.
     *
     * @throws EmbedderUnavailableException if there is none, or if it cannot be loaded
     */
    static Embedder loadDefault() {
        return first().orElseThrow(
                        () -> new EmbedderUnavailableException(
                                "no sentence embedder is on the class path: add omega-embedder, or give ViewerRuntime.builder one"))
                .load();
    }

    private static Optional<EmbedderProvider> first() {
        return ServiceLoader.load(EmbedderProvider.class, EmbedderProvider.class.getClassLoader())
                .findFirst();
    }
}
