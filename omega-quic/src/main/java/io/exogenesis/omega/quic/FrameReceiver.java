package io.exogenesis.omega.quic;

/**
 * Takes the frames of one stream, in order, one call at a time, on a virtual thread: it may block, which slows the peer
 * down by flow control and nobody else.
 *
 * <p>The last call is exactly one of {@link #finished}, {@link #failed}, {@link #tooLarge}, {@link #malformed} and {@link
 * #crowded}. After the latter three the answering direction stays usable, so that a typed refusal can be sent; the connection survives. The
 * receiver, or whoever it passes the {@link FrameSender} to, ends the stream by {@link FrameSender#finish}; a stream that
 * nobody finishes is swept as idle. A receiver that throws has its stream reset.
 */
public interface FrameReceiver {

    /**
     * The longest frame that this peer may send next, at most {@link ListenLimits#maxFrameBytes}; asked before each frame, so
     * that a stranger can be held to a small one until it has said who it is.
     */
    default int maxFrameBytes() {
        return Integer.MAX_VALUE;
    }

    /**
     * Whether the peer has still to say who it is; asked whenever bytes of a frame under way are to be kept. What strangers
     * hold counts against a smaller budget as well, {@link ListenLimits#maxStrangerBytes}.
     */
    default boolean stranger() {
        return false;
    }

    /** One whole frame, without its length prefix; the array is the receiver's. */
    void frame(byte[] body);

    /** A frame announced {@code declared} bytes, more than allowed; it was not read. */
    void tooLarge(long declared);

    /** The bytes are no frames; {@code why} is one line. */
    void malformed(String why);

    /** There is no room for the frame under way: too many peers have sent the beginnings of large ones. */
    default void crowded() {
        malformed("there is no room for this frame now");
    }

    /** The peer has sent everything. */
    void finished();

    /** The stream ended before the peer had finished: reset, idle, or the connection was lost. */
    void failed(Throwable cause);
}
