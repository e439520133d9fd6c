package io.exogenesis.omega.core.healing.rules;

import java.util.List;

/** Whether a failure is the full disk's: then no other rule has anything to mend. */
final class NoRoom {
    /** What Linux and macOS say, and Windows, and a disk whose users have quotas. */
    private static final List<String> LINES = List.of("No space left", "not enough space", "quota exceeded");

    private NoRoom() {}

    /** @param failure the message of an exception or what quotes it */
    static boolean tells(String failure) {
        return LINES.stream().anyMatch(failure::contains);
    }
}
