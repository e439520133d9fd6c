package io.exogenesis.omega.quic;

/** A listener's counters since it was opened; what is open, now. */
public record QuicStats(Connections connections, Streams streams, Frames frames, Bytes bytes) {
    /** Of a listener that does not listen. */
    public static final QuicStats NONE =
            new QuicStats(new Connections(0, 0, 0), new Streams(0, 0), new Frames(0, 0, 0), new Bytes(0, 0));

    /**
     * Connections.
     *
     * @param open now
     * @param total ever accepted
     * @param refused turned away because there were too many
     */
    public record Connections(long open, long total, long refused) {}

    /**
     * Streams.
     *
     * @param total ever opened by peers
     * @param failed that ended by reset, idle time-out or a lost connection
     */
    public record Streams(long total, long failed) {}

    /**
     * Frames.
     *
     * @param received whole ones handed to receivers
     * @param sent handed to the transport
     * @param refused that were too large or malformed, or for which there was no room
     */
    public record Frames(long received, long sent, long refused) {}

    /**
     * Bytes of frames, prefixes included.
     *
     * @param received from peers
     * @param sent to peers
     */
    public record Bytes(long received, long sent) {}
}
