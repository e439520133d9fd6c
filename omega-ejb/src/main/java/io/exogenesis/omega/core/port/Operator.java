package io.exogenesis.omega.core.port;

import java.util.Objects;

/**
 * Who steers the Core.
 *
 * @param subject of the token that was verified
 * @param by the person as the caller names it, at most {@link #MAX_BY} characters; empty if it named nobody. Nobody verified it:
 *     all who hold the same token speak with the same subject
 */
public record Operator(String subject, String by) {
    /** Longer than any account's name. */
    public static final int MAX_BY = 100;

    public Operator {
        Objects.requireNonNull(subject);
        if (by.length() > MAX_BY) {
            throw new IllegalArgumentException("a name has at most " + MAX_BY + " characters, not " + by.length());
        }
    }

    @Override
    public String toString() {
        return by.isEmpty() ? subject : subject + " (" + by + ")";
    }
}
