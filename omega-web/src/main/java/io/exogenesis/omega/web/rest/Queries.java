package io.exogenesis.omega.web.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads query parameters and says in one line which is not as it should be. */
final class Queries {
    private Queries() {}

    static int whole(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same answer as for a number out of range
        }
        throw new BadParameterException(name, name + " must be a whole number from " + least + " to " + most);
    }

    /** The same; empty for an empty text. */
    static OptionalInt optional(String name, String value, int least, int most) {
        return value.isBlank() ? OptionalInt.empty() : OptionalInt.of(whole(name, value, least, most));
    }

    /** A number in [0, 1]. */
    static double share(String name, String value) {
        try {
            double number = Double.parseDouble(value.strip());
            if (number >= 0 && number <= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same answer as for a number out of range
        }
        throw new BadParameterException(name, name + " must be a number from 0 to 1");
    }

    /** A positive ISO 8601 duration such as {@code P7D} or {@code PT1H}; empty for an empty text. */
    static Optional<Duration> duration(String name, String value) {
        if (value.isBlank()) {
            return Optional.empty();
        }
        try {
            Duration duration = Duration.parse(value.strip());
            if (duration.isPositive()) {
                return Optional.of(duration);
            }
        } catch (DateTimeException e) {
            // the same answer as for a duration that is not positive
        }
        throw new BadParameterException(name, name + " must be a duration such as P7D or PT1H");
    }

    static boolean flag(String name, String value) {
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadParameterException(name, name + " must be true or false");
        };
    }
}
