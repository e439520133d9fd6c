package io.exogenesis.omega.model;

/** A pattern, local or consolidated. 1–64 bytes; random where it is made (a UUID), stable for its life. */
public record PatternId(String value) implements Comparable<PatternId> {
    public static final int MAX_BYTES = 64;

    public PatternId {
        Texts.checked("pattern id", value, MAX_BYTES);
    }

    @Override
    public int compareTo(PatternId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
