package io.exogenesis.omega.quic.jetty;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the handshakes of one listener that are under way. Each costs as much native memory as a connection, some 1 MB,
 * and a stranger may begin as many as it likes; the limit of connections counts only those that were established.
 *
 * <p>Jetty accepts connections through a process-wide {@link GuardedBinding}, which knows a listener only by the files that
 * its key is read from: hence the register by directory.
 */
final class HandshakeGate {

    /** 256 at some 1 MB each; with {@link PromptSession}'s deadline that is 25 handshakes a second of nothing but silence. */
    private static final int MAX_UNDER_WAY = 256;

    private static final Map<Path, HandshakeGate> BY_KEY_DIRECTORY = new ConcurrentHashMap<>();

    private final AtomicInteger underWay = new AtomicInteger();
    private final LongAdder refused;
    private final int limit;

    /**
     * @param connections as many handshakes may be under way, but no more than {@value #MAX_UNDER_WAY}
     * @param refused counts what the gate turns away
     */
    HandshakeGate(int connections, LongAdder refused) {
        this.limit = Math.min(connections, MAX_UNDER_WAY);
        this.refused = refused;
    }

    static void register(Path keyDirectory, HandshakeGate gate) {
        BY_KEY_DIRECTORY.put(keyDirectory, gate);
    }

    static void forget(Path keyDirectory) {
        BY_KEY_DIRECTORY.remove(keyDirectory);
    }

    /** The gate of the listener whose private key lies in this file, if there is one. */
    static @Nullable HandshakeGate of(@Nullable String privateKeyFile) {
        Path directory = privateKeyFile == null ? null : Path.of(privateKeyFile).getParent();
        return directory == null ? null : BY_KEY_DIRECTORY.get(directory);
    }

    /** Whether one more may begin now; counts the refusal if not. Jetty accepts on one thread at a time. */
    boolean open() {
        boolean room = underWay.get() < limit;
        if (!room) {
            refused.increment();
        }
        return room;
    }

    void begun() {
        underWay.incrementAndGet();
    }

    void ended() {
        underWay.decrementAndGet();
    }
}
