package io.exogenesis.omega.quic;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How to listen.
 *
 * @param bind address and UDP port; port 0 takes a free one
 * @param keyStore a PKCS12 file with one key entry: EC P-256, self-signed will do
 * @param keyStorePassword of the store and its key
 * @param alpn the application protocol a client must ask for
 * @param workDirectory holds one private directory (0700) a process, where the native library reads the key from; left-overs
 *     of dead processes are swept at start
 * @param maxConnections further ones are turned away
 * @param maxStreams streams a peer may have open on one connection at a time
 * @param idleTimeout a silent connection is closed after this time
 * @param maxFrameBytes a larger frame is refused unread
 * @param maxHeldBytes what frames that have begun and not ended may hold, over all connections; beyond it they are refused
 */
public record ListenConfig(
        InetSocketAddress bind,
        Path keyStore,
        String keyStorePassword,
        String alpn,
        Path workDirectory,
        int maxConnections,
        int maxStreams,
        Duration idleTimeout,
        int maxFrameBytes,
        long maxHeldBytes) {

    /** Connections a listener holds unless told otherwise; Jetty's cost about 1 MB of native memory each. */
    public static final int DEFAULT_MAX_CONNECTIONS = 4096;

    /** Streams a peer may have open on one connection unless told otherwise. */
    public static final int DEFAULT_MAX_STREAMS = 16;

    /** Longer than two sync intervals (60 s), so that a viewer that syncs finds its connection warm. */
    public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(150);

    /** 1 MiB, the protocol's largest message. */
    public static final int DEFAULT_MAX_FRAME_BYTES = 1 << 20;

    /** 64 MiB: many strangers who each begin a frame and wait must not fill the memory. */
    public static final long DEFAULT_MAX_HELD_BYTES = 64L << 20;

    /** The Omega Sync Protocol, version 1. */
    public static final String OMEGA_SYNC_1 = "omega-sync/1";

    public ListenConfig {
        Objects.requireNonNull(bind, "bind");
        Objects.requireNonNull(keyStore, "keyStore");
        Objects.requireNonNull(keyStorePassword, "keyStorePassword");
        Objects.requireNonNull(alpn, "alpn");
        Objects.requireNonNull(workDirectory, "workDirectory");
        positive("maxConnections", maxConnections);
        positive("maxStreams", maxStreams);
        positive("maxFrameBytes", maxFrameBytes);
        positive("maxHeldBytes", maxHeldBytes);
        if (idleTimeout.isNegative() || idleTimeout.isZero()) {
            throw new IllegalArgumentException("idleTimeout must be positive, is " + idleTimeout);
        }
    }

    /** The protocol's defaults. */
    public static ListenConfig of(InetSocketAddress bind, Path keyStore, String keyStorePassword, Path workDirectory) {
        return new ListenConfig(
                bind,
                keyStore,
                keyStorePassword,
                OMEGA_SYNC_1,
                workDirectory,
                DEFAULT_MAX_CONNECTIONS,
                DEFAULT_MAX_STREAMS,
                DEFAULT_IDLE_TIMEOUT,
                DEFAULT_MAX_FRAME_BYTES,
                DEFAULT_MAX_HELD_BYTES);
    }

    /** The same with another idle time-out. */
    public ListenConfig withIdleTimeout(Duration timeout) {
        return new ListenConfig(
                bind,
                keyStore,
                keyStorePassword,
                alpn,
                workDirectory,
                maxConnections,
                maxStreams,
                timeout,
                maxFrameBytes,
                maxHeldBytes);
    }

    /** The same with another limit of connections. */
    public ListenConfig withMaxConnections(int connections) {
        return new ListenConfig(
                bind,
                keyStore,
                keyStorePassword,
                alpn,
                workDirectory,
                connections,
                maxStreams,
                idleTimeout,
                maxFrameBytes,
                maxHeldBytes);
    }

    /** The same with another limit of streams a connection. */
    public ListenConfig withMaxStreams(int streams) {
        return new ListenConfig(
                bind,
                keyStore,
                keyStorePassword,
                alpn,
                workDirectory,
                maxConnections,
                streams,
                idleTimeout,
                maxFrameBytes,
                maxHeldBytes);
    }

    /** The same with another budget for frames under way. */
    public ListenConfig withMaxHeldBytes(long bytes) {
        return new ListenConfig(
                bind,
                keyStore,
                keyStorePassword,
                alpn,
                workDirectory,
                maxConnections,
                maxStreams,
                idleTimeout,
                maxFrameBytes,
                bytes);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ListenConfig[" + bind + ", " + alpn + ", keyStore=" + keyStore + ", maxConnections=" + maxConnections
                + ", maxStreams=" + maxStreams + ", idleTimeout=" + idleTimeout + ", maxFrameBytes=" + maxFrameBytes
                + ", maxHeldBytes=" + maxHeldBytes + "]";
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, is " + value);
        }
    }
}
