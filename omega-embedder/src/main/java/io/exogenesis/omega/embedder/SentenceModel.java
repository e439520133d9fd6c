package io.exogenesis.omega.embedder;

/**
 * What there is to know of a sentence model beside its weights.
 *
 * @param name as in {@link io.exogenesis.omega.model.EmbeddingModel}
 * @param model the ONNX graph
 * @param vocabulary WordPiece pieces: {@code tokenizer.json}, or {@code vocab.txt} with one piece a line
 * @param pooling how the states of a text's pieces become one vector
 * @param lowercase whether the vocabulary knows neither capitals nor accents
 * @param maxPieces pieces read of a text, both markers included, {@value #MIN_PIECES} to {@value #MAX_PIECES}
 * @param output name of the graph's output; empty: the first
 */
record SentenceModel(
        String name,
        ModelFile model,
        ModelFile vocabulary,
        Pooling pooling,
        boolean lowercase,
        int maxPieces,
        String output) {
    /** Both markers and some words. */
    static final int MIN_PIECES = 8;
    /** Positions that a BERT model knows. */
    static final int MAX_PIECES = 512;

    /** One file: its name in the model's directory, and the SHA-256 of its content in 64 lower-case hex digits. */
    record ModelFile(String name, String sha256) {}

    /** How the states of a text's pieces become one vector. An output of one vector a text is taken as it is. */
    enum Pooling {
        /** The mean of all states. */
        MEAN,
        /** The state of the first marker. */
        CLS
    }
}
