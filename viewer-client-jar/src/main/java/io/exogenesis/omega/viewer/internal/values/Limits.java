package io.exogenesis.omega.viewer.internal.values;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.exogenesis.omega.model.InvalidValueException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How large the parts of a memory entry may be. One record of the journal must hold an entry, and ten thousand entries must fit
 * a device.
 */
public final class Limits {
    /** Longest text, in characters: a page of prose. */
    static final int TEXT = 8_000;

    /** Longest name, tag, key of metadata. */
    static final int NAME = 200;

    /** Longest value of metadata. */
    static final int VALUE = 1_000;

    static final int TAGS = 32;
    static final int METADATA = 32;

    private Limits() {}

    public static String text(String what, String value) {
        return atMost(what, value, TEXT);
    }

    public static String name(String what, String value) {
        if (value.isBlank()) {
            throw new InvalidValueException("a " + what + " is blank");
        }
        return atMost(what, value, NAME);
    }

    public static List<String> tags(List<String> tags) {
        if (tags.size() > TAGS) {
            throw new InvalidValueException("an entry has at most " + TAGS + " tags, not " + tags.size());
        }
        boolean whole = true;
        for (String tag : tags) {
            whole &= name("tag", tag).equals(tag);
        }
        return whole ? List.copyOf(tags) : tags.stream().map(Limits::whole).toList();
    }

    public static Map<String, String> metadata(Map<String, String> metadata) {
        if (metadata.size() > METADATA) {
            throw new InvalidValueException("an entry has at most " + METADATA + " metadata, not " + metadata.size());
        }
        boolean whole = true;
        for (Map.Entry<String, String> pair : metadata.entrySet()) {
            whole &= name("metadata key", pair.getKey()).equals(pair.getKey());
            whole &= atMost("metadata value", pair.getValue(), VALUE).equals(pair.getValue());
        }
        return whole
                ? Map.copyOf(metadata)
                : metadata.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                p -> whole(p.getKey()), p -> whole(p.getValue()), (first, second) -> first));
    }

    public static double rate(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidValueException("a " + what + " is between 0 and 1, not " + value);
        }
        return value;
    }

    public static long count(String what, long value) {
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
        return whole(value);
    }

    /** Half of a surrogate pair is no character: files would have a question mark in its place, so it is one from the start. */
    private static String whole(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                return new String(value.getBytes(UTF_8), UTF_8);
            }
        }
        return value;
    }
}
