package io.exogenesis.omega.model;

/** A registered viewer (one device's agent). 1–64 characters of {@code A-Z a-z 0-9 . _ -}. */
public record ViewerId(String value) implements Comparable<ViewerId> {
    public static final int MAX_LENGTH = 64;

    public ViewerId {
        Texts.checked("viewer id", value, MAX_LENGTH);
        if (!value.chars()
                .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-'))) {
            throw new InvalidValueException("viewer id may only have letters, digits, '.', '_' and '-': " + value);
        }
    }

    @Override
    public int compareTo(ViewerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
