package io.exogenesis.omega.quic;

/** The answering direction of one stream. Thread-safe; frames leave in the order of the calls. */
public interface FrameSender {

    /**
     * Sends one frame; blocks until the transport has taken it, which is how a slow peer slows its sender down. What a
     * receiver sends from within its own calls leaves when they return, so that answer and end share their packets; the
     * array is the transport's from here on.
     *
     * @throws QuicException if the stream or its connection is gone
     */
    void send(byte[] frameBody);

    /**
     * Sends the last frame and says that no more follow, without waiting for the transport: for whoever answers many peers at once. A
     * peer that is gone is no error.
     */
    void sendLast(byte[] frameBody);

    /**
     * Runs {@code action} once the stream is over, whichever way, also if it is already. For answers that are kept for later: the
     * receiver has had its last call by then. Runs on an I/O thread and must not block.
     */
    void whenGone(Runnable action);

    /** Says that no more frames follow; idempotent. What was sent before still arrives. */
    void finish();

    /** Abandons the stream in both directions with an application error code in [0, 2^62); idempotent. */
    void reset(long code);

    /**
     * Whether the stream began before the handshake was done. Then its frames may be a copy that somebody else sends once more (RFC
     * 9001 §9.2): the receiver has to tell.
     */
    default boolean early() {
        return false;
    }

    /** The peer's address, for logs and limits. */
    String remote();
}
