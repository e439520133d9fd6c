package io.exogenesis.omega.model;

import java.util.regex.Pattern;

/**
 * The name of the sentence model behind a vector. Vectors of two models do not compare.
 *
 * @param name 1 to {@value #MAX_LENGTH} characters of {@code A-Z a-z 0-9 . _ / -}, the first a letter or digit
 */
public record EmbeddingModel(String name) {
    /** Characters of a name, as many as the column of the Core's database has. */
    public static final int MAX_LENGTH = 64;
    /** The built-in model. On the wire an empty name stands for it: agents of earlier versions know no other. */
    public static final String MINI_LM_NAME = "all-MiniLM-L6-v2-q8";

    // before the first instance, whose name it checks
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0," + (MAX_LENGTH - 1) + "}");

    public static final EmbeddingModel MINI_LM = new EmbeddingModel(MINI_LM_NAME);

    public EmbeddingModel {
        if (!isName(name)) {
            throw new InvalidValueException("the name of an embedding model is 1 to " + MAX_LENGTH
                    + " of A-Z a-z 0-9 . _ / -, not " + shown(name));
        }
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static String shown(String text) {
        return '"' + text.substring(0, Math.min(24, text.length())).replaceAll("[^\\x20-\\x7E]", "?") + '"';
    }

    @Override
    public String toString() {
        return name;
    }
}
