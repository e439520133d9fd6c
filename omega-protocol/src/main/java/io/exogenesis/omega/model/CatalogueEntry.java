package io.exogenesis.omega.model;

/**
 * A title as the Core publishes it.
 *
 * @param embedding of {@link MediaItem#text()}, as embedded: not centred
 * @param described of its description, likewise; {@code embedding} once more if it has none
 */
public record CatalogueEntry(MediaItem item, Embedding embedding, Embedding described) {
    /** A title whose description is not embedded. */
    public CatalogueEntry(MediaItem item, Embedding embedding) {
        this(item, embedding, embedding);
    }
}
