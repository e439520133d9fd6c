package io.exogenesis.omega.model;

import java.nio.charset.StandardCharsets;

/** Checks shared by the identifiers: length in UTF-8 bytes, no control characters. */
final class Texts {
    private Texts() {}

    static String checked(String what, String value, int maxBytes) {
        if (!hasVisible(value)) {
            throw new InvalidValueException(what + " is blank");
        }
        // Control characters first: the messages below show a part of the value, and must stay one line.
        if (hasControlOrHalfPair(value)) {
            throw new InvalidValueException(what + " has a control character or half of a surrogate pair");
        }
        if (value.length() > maxBytes || value.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new InvalidValueException(what + " is longer than " + maxBytes + " bytes: "
                    + value.substring(0, Math.min(24, value.length())) + "…");
        }
        return value;
    }

    /** Whether anybody would see anything: a name of zero-width spaces is none. */
    private static boolean hasVisible(String value) {
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            int c = value.codePointAt(i);
            if (!Character.isWhitespace(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT) {
                return true;
            }
        }
        return false;
    }

    /* A loop, no stream: an agent checks every text of its catalogue right after its start. */
    private static boolean hasControlOrHalfPair(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c)) {
                return true;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
