package io.exogenesis.omega.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened, line by line: the newest lines to read, and a digest of all of them. */
final class Trace {
    /** Some minutes of reading; what led to a violation lies within. */
    private static final int KEPT = 400;

    private final Deque<String> newest = new ArrayDeque<>();
    private long digest = 0xcbf29ce484222325L;

    void line(String line) {
        if (newest.size() == KEPT) {
            newest.removeFirst();
        }
        newest.addLast(line);
        // FNV-1a of 64 bits
        for (byte b : line.getBytes(StandardCharsets.UTF_8)) {
            digest = (digest ^ b & 0xff) * 0x100000001b3L;
        }
    }

    List<String> newest() {
        return List.copyOf(newest);
    }

    long digest() {
        return digest;
    }
}
