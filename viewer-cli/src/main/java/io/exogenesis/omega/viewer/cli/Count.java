package io.exogenesis.omega.viewer.cli;

/** A number and what it counts. */
final class Count {
    private Count() {}

    /** {@code 1 title}, {@code 2 titles}. */
    static String of(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
