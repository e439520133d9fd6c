package io.exogenesis.omega.model;

/**
 * A title as the Core publishes it.
 *
 * @param embedding of {@link MediaItem#text()}, as embedded: not centred
 */
public record CatalogueEntry(MediaItem item, Embedding embedding) {}
