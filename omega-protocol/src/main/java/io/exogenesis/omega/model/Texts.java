package io.exogenesis.omega.model;

import java.nio.charset.StandardCharsets;

/** Checks shared by the identifiers: length in UTF-8 bytes, no control characters. */
final class Texts {
    private Texts() {}

    static String checked(String what, String value, int maxBytes) {
        if (value.isBlank()) {
            throw new InvalidValueException(what + " is blank");
        }
        if (value.length() > maxBytes || value.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new InvalidValueException(what + " is longer than " + maxBytes + " bytes: "
                    + value.substring(0, Math.min(24, value.length())) + "…");
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException(what + " has a control character");
        }
        return value;
    }
}
