package io.exogenesis.omega.quic;

import java.time.Duration;

/**
 * What a listener bears. Every limit is checked against what the listener can keep to; a value outside of its range is named in
 * the exception.
 *
 * @param maxConnections established connections, 1 to {@value #MOST_CONNECTIONS}; further ones are closed with {@code
 *     CONNECTION_REFUSED}. Each takes about 1 MB of native memory and at most as much again for what nobody has read yet
 * @param maxStreams streams a peer may have open on one connection at a time, 1 to {@value #MOST_STREAMS}; each takes a virtual
 *     thread
 * @param idleTimeout a connection, and a stream, without a sign of life for so long is closed; 1 s to 1 h
 * @param maxFrameBytes a larger frame is refused unread; 1 KiB to 16 MiB
 * @param maxHeldBytes what frames that have begun and not ended may hold, over all connections; at least one frame. Beyond it
 *     they are refused, and their streams end
 * @param maxStrangerBytes the part of it that peers may hold who have not said who they are (see {@link
 *     FrameReceiver#stranger}), so that they cannot keep the others from theirs; 64 KiB to {@code maxHeldBytes}
 */
public record ListenLimits(
        int maxConnections,
        int maxStreams,
        Duration idleTimeout,
        int maxFrameBytes,
        long maxHeldBytes,
        long maxStrangerBytes) {

    /** A million: some 40 GB with Netty, 1 TB with Jetty; a larger number is a slip. */
    public static final int MOST_CONNECTIONS = 1_000_000;

    /** More streams than one connection's window of 256 KiB can keep busy. */
    public static final int MOST_STREAMS = 256;

    /** Shorter ones end connections between two retransmissions. */
    public static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);

    /** Longer ones keep the memory of viewers that have gone. */
    public static final Duration LONGEST_IDLE = Duration.ofHours(1);

    /** Connections a listener holds unless told otherwise. */
    public static final int DEFAULT_MAX_CONNECTIONS = 4096;

    /** Streams a peer may have open on one connection unless told otherwise. */
    public static final int DEFAULT_MAX_STREAMS = 16;

    /** Longer than two sync intervals (60 s), so that a viewer that syncs finds its connection warm. */
    public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(150);

    /** 1 MiB, the protocol's largest message. */
    public static final int DEFAULT_MAX_FRAME_BYTES = 1 << 20;

    /** 64 MiB: many peers who each begin a frame and wait must not fill the memory. */
    public static final long DEFAULT_MAX_HELD_BYTES = 64L << 20;

    /** 8 MiB: 128 strangers with the largest frame they may send. An honest one's first frame comes in one piece. */
    public static final long DEFAULT_MAX_STRANGER_BYTES = 8L << 20;

    /** The protocol's defaults. */
    public static final ListenLimits DEFAULTS = new ListenLimits(
            DEFAULT_MAX_CONNECTIONS,
            DEFAULT_MAX_STREAMS,
            DEFAULT_IDLE_TIMEOUT,
            DEFAULT_MAX_FRAME_BYTES,
            DEFAULT_MAX_HELD_BYTES,
            DEFAULT_MAX_STRANGER_BYTES);

    private static final int LEAST_FRAME_BYTES = 1 << 10;
    private static final int MOST_FRAME_BYTES = 16 << 20;
    private static final long LEAST_STRANGER_BYTES = 64 << 10;

    /** @throws IllegalArgumentException names the limit, its range and the value */
    public ListenLimits {
        range("maxConnections", maxConnections, 1, MOST_CONNECTIONS);
        range("maxStreams", maxStreams, 1, MOST_STREAMS);
        if (idleTimeout.compareTo(SHORTEST_IDLE) < 0 || idleTimeout.compareTo(LONGEST_IDLE) > 0) {
            throw new IllegalArgumentException(
                    "idleTimeout must lie in [" + SHORTEST_IDLE + ", " + LONGEST_IDLE + "], is " + idleTimeout);
        }
        range("maxFrameBytes", maxFrameBytes, LEAST_FRAME_BYTES, MOST_FRAME_BYTES);
        range("maxHeldBytes", maxHeldBytes, maxFrameBytes, Long.MAX_VALUE);
        range("maxStrangerBytes", maxStrangerBytes, LEAST_STRANGER_BYTES, maxHeldBytes);
    }

    /** The same with another limit of connections. */
    public ListenLimits withMaxConnections(int connections) {
        return new ListenLimits(connections, maxStreams, idleTimeout, maxFrameBytes, maxHeldBytes, maxStrangerBytes);
    }

    /** The same with another limit of streams a connection. */
    public ListenLimits withMaxStreams(int streams) {
        return new ListenLimits(maxConnections, streams, idleTimeout, maxFrameBytes, maxHeldBytes, maxStrangerBytes);
    }

    /** The same with another idle time-out. */
    public ListenLimits withIdleTimeout(Duration timeout) {
        return new ListenLimits(maxConnections, maxStreams, timeout, maxFrameBytes, maxHeldBytes, maxStrangerBytes);
    }

    /** The same with another longest frame and other budgets for frames under way. */
    public ListenLimits withBytes(int frame, long held, long stranger) {
        return new ListenLimits(maxConnections, maxStreams, idleTimeout, frame, held, stranger);
    }

    private static void range(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must lie in [" + least + ", " + most + "], is " + value);
        }
    }
}
