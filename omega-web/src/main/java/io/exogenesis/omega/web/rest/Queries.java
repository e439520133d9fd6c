package io.exogenesis.omega.web.rest;

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

    static boolean flag(String name, String value) {
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadParameterException(name, name + " must be true or false");
        };
    }
}
