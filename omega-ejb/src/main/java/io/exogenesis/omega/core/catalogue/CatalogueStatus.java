package io.exogenesis.omega.core.catalogue;

/**
 * How far the catalogue is.
 *
 * @param version of the titles held, 0 when empty
 * @param publishedVersion that viewers get and rounds use, 0 for none
 * @param items titles held
 * @param embedded of them with an embedding
 * @param embedder name of the model, empty before it was loaded
 * @param message one line, why it failed; empty otherwise
 */
public record CatalogueStatus(
        long version, long publishedVersion, int items, int embedded, State state, String embedder, String message) {

    /** Steps of the embedding job. */
    public enum State {
        EMPTY,
        EMBEDDING,
        READY,
        FAILED
    }
}
