package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.InvalidValueException;
import java.util.List;
import java.util.Map;

/**
 * How large the parts of a memory entry may be. One record of the journal must hold an entry, and ten thousand entries must fit
 * a device.
 */
final class Limits {
    /** Longest text, in characters: a page of prose. */
    static final int TEXT = 8_000;

    /** Longest name, tag, key of metadata. */
    static final int NAME = 200;

    /** Longest value of metadata. */
    static final int VALUE = 1_000;

    static final int TAGS = 32;
    static final int METADATA = 32;

    private Limits() {}

    static String text(String what, String value) {
        return atMost(what, value, TEXT);
    }

    static String name(String what, String value) {
        if (value.isBlank()) {
            throw new InvalidValueException("a " + what + " is blank");
        }
        return atMost(what, value, NAME);
    }

    static List<String> tags(List<String> tags) {
        if (tags.size() > TAGS) {
            throw new InvalidValueException("an entry has at most " + TAGS + " tags, not " + tags.size());
        }
        tags.forEach(tag -> name("tag", tag));
        return List.copyOf(tags);
    }

    static Map<String, String> metadata(Map<String, String> metadata) {
        if (metadata.size() > METADATA) {
            throw new InvalidValueException("an entry has at most " + METADATA + " metadata, not " + metadata.size());
        }
        metadata.forEach((key, value) -> {
            name("metadata key", key);
            atMost("metadata value", value, VALUE);
        });
        return Map.copyOf(metadata);
    }

    static double rate(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidValueException("a " + what + " is between 0 and 1, not " + value);
        }
        return value;
    }

    static long count(String what, long value) {
        if (value < 0) {
            throw new InvalidValueException("a " + what + " is not negative: " + value);
        }
        return value;
    }

    private static String atMost(String what, String value, int length) {
        if (value.length() > length) {
            throw new InvalidValueException(
                    "a " + what + " has at most " + length + " characters, not " + value.length());
        }
        return value;
    }
}
