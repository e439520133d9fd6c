package io.exogenesis.omega.vector.embed;

/** Turns a text into a unit vector. Implementations are thread-safe; equal texts give equal vectors. */
public interface Embedder extends AutoCloseable {

    /** What stands behind the vectors, e.g. {@code all-MiniLM-L6-v2-q8}. Vectors of different names do not compare. */
    String name();

    /**
     * The raw (not centred) embedding of a text: {@link io.exogenesis.omega.model.Embedding#DIMENSIONS} values, length 1.
     * An empty text has an embedding too.
     *
     * @throws EmbeddingException if the model fails or the embedder is closed
     */
    float[] embed(String text);

    @Override
    void close();

    /** The same for a borrower, whose close closes nothing. */
    default Embedder lent() {
        Embedder owner = this;
        return new Embedder() {
            @Override
            public String name() {
                return owner.name();
            }

            @Override
            public float[] embed(String text) {
                return owner.embed(text);
            }

            @Override
            public void close() {}
        };
    }
}
