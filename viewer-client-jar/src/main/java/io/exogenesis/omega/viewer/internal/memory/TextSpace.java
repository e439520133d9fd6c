package io.exogenesis.omega.viewer.internal.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import java.util.Optional;

/**
 * Where texts and titles have their place. Two spaces: texts of the host lie where the embedder puts them; tastes and titles are
 * centred, the mean of the catalogue is taken off. Thread-safe.
 */
public interface TextSpace {
    /**
     * The place of a text as the embedder gives it.
     *
     * @throws io.exogenesis.omega.vector.embed.EmbedderUnavailableException if there is no embedder; its message says what to do
     */
    Embedding place(String text);

    /** The place of a text among tastes and titles; empty without a catalogue, or if it says what the average title says. */
    Optional<Embedding> taste(String text);

    /** The place of a title; empty if the catalogue does not know it. */
    Optional<Embedding> title(MediaId media);
}
