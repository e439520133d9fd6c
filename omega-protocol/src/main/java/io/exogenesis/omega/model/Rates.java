package io.exogenesis.omega.model;

/** Check shared by the values that are shares of one. */
final class Rates {
    private Rates() {}

    static double checked(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidValueException(what + " must be in [0, 1], not " + value);
        }
        return value;
    }
}
