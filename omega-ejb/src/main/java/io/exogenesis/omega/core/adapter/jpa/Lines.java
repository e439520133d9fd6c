package io.exogenesis.omega.core.adapter.jpa;

/** Messages of drivers and libraries, which like to have many lines, for a log of one line. */
final class Lines {
    private Lines() {}

    /** The first line that says something. */
    static String first(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(l -> !l.isBlank())
                .findFirst()
                .orElse("");
    }
}
