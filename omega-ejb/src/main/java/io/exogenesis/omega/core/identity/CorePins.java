package io.exogenesis.omega.core.identity;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What viewers are told of the Core's keys.
 *
 * @param pins of the key in use first, then of those that may follow it; empty without a key store
 * @param retired of keys that are no longer to be trusted
 */
public record CorePins(List<String> pins, List<String> retired) {
    public static final CorePins NONE = new CorePins(List.of(), List.of());

    public CorePins {
        pins = List.copyOf(pins);
        retired = List.copyOf(retired);
    }

    /** Of the key in use; empty without a key store. */
    public String current() {
        return pins.isEmpty() ? "" : pins.getFirst();
    }

    /** A number that changes with them, never 0, by which a viewer says what it has taken over. */
    public int version() {
        CRC32 crc = new CRC32();
        crc.update((String.join(" ", pins) + "|" + String.join(" ", retired)).getBytes(StandardCharsets.US_ASCII));
        int value = (int) crc.getValue();
        return value == 0 ? 1 : value;
    }
}
