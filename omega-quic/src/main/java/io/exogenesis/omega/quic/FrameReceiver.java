package io.exogenesis.omega.quic;

/**
 * Takes the frames of one stream, in order, one call at a time, on a virtual thread: it may block, which slows the peer
 * down by flow control and nobody else.
 *
 * <p>After {@link #tooLarge} or {@link #malformed} no further frame comes; the answering direction stays usable, so that a
 * typed refusal can be sent. {@link #finished} or {@link #failed} is the last call, and comes exactly once.
 */
public interface FrameReceiver {

    /** One whole frame, without its length prefix; the array is the receiver's. */
    void frame(byte[] body);

    /** A frame announced {@code declared} bytes, more than allowed; it was not read. */
    void tooLarge(long declared);

    /** The bytes are no frames; {@code why} is one line. */
    void malformed(String why);

    /** The peer has sent everything. */
    void finished();

    /** The stream ended before the peer had finished: reset, idle, or the connection was lost. */
    void failed(Throwable cause);
}
