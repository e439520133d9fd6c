package io.exogenesis.omega.embedder;

import java.util.regex.Pattern;

/**
 * What there is to know of a sentence model beside its weights.
 *
 * @param name 1 to {@value #MAX_NAME} characters of {@code A-Z a-z 0-9 . _ / -}; vectors of two names are never compared
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
    /** The catalogue's database column holds no more. */
    static final int MAX_NAME = 64;
    /** Both markers and some words. */
    static final int MIN_PIECES = 8;
    /** Positions that a BERT model knows. */
    static final int MAX_PIECES = 512;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0," + (MAX_NAME - 1) + "}");

    /** One file: its name in the model's directory, and the SHA-256 of its content in 64 lower-case hex digits. */
    record ModelFile(String name, String sha256) {}

    /** How the states of a text's pieces become one vector. An output of one vector a text is taken as it is. */
    enum Pooling {
        /** The mean of all states. */
        MEAN,
        /** The state of the first marker. */
        CLS
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
