package io.exogenesis.omega.core.adapter.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between domain values and columns. */
final class Columns {
    /** Cannot be part of a genre: genres have no control characters. */
    private static final String SEPARATOR = "\t";

    private Columns() {}

    static String joined(List<String> values) {
        return String.join(SEPARATOR, values);
    }

    static List<String> split(String column) {
        return column.isEmpty() ? List.of() : List.of(column.split(SEPARATOR));
    }

    static Optional<Instant> instant(@Nullable Long millis) {
        return Optional.ofNullable(millis).map(Instant::ofEpochMilli);
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
