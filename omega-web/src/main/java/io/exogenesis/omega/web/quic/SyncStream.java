package io.exogenesis.omega.web.quic;

import com.google.protobuf.MessageLite;
import io.exogenesis.omega.core.sync.SyncProtocol;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.quic.FrameReceiver;
import io.exogenesis.omega.quic.FrameSender;
import io.exogenesis.omega.quic.QuicException;

/**
 * One stream: each frame is answered by the Core's one sync operation, in order. Garbage gets a typed refusal on the stream
 * it came on and harms no other.
 */
final class SyncStream implements FrameReceiver {
    private final SyncProtocol protocol;
    private final SyncSession session;
    private final FrameSender sender;

    SyncStream(SyncProtocol protocol, FrameSender sender) {
        this.protocol = protocol;
        this.session = SyncSession.of(sender.remote());
        this.sender = sender;
    }

    @Override
    public void frame(byte[] body) {
        protocol.answer(session, body).ifPresent(this::send);
    }

    @Override
    public void tooLarge(long declared) {
        send(protocol.tooLarge(declared));
        sender.finish();
    }

    @Override
    public void malformed(String why) {
        send(protocol.malformed(why));
        sender.finish();
    }

    @Override
    public void finished() {
        sender.finish();
    }

    /** The peer is gone; what it pushed is durable, and what was not acknowledged it sends again. */
    @Override
    public void failed(Throwable cause) {
        // the listener counts it
    }

    private void send(MessageLite answer) {
        try {
            sender.send(answer.toByteArray());
        } catch (QuicException e) {
            // The peer left before its answer: nothing of ours is lost, and the engine reports the failed stream.
            sender.reset(0);
        }
    }
}
