package io.exogenesis.omega.quic;

/** What a listener does with streams that peers open. */
@FunctionalInterface
public interface StreamHandler {

    /**
     * A peer has opened a bidirectional stream. Called on a virtual thread, never on an I/O thread, and may block.
     *
     * @return what takes this stream's frames
     */
    FrameReceiver open(FrameSender sender);
}
