package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.FrameReceiver;
import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.wire.FrameDecoder;
import java.nio.ByteBuffer;

/** Between a stream's bytes and its receiver: cuts frames, counts, and sees to it that the last call is the last. */
final class FrameIntake implements FrameDecoder.Sink {

    private final FrameReceiver receiver;
    private final Counters counters;
    private final AnswerStream answers;
    private final FrameDecoder decoder;
    private boolean ended;

    FrameIntake(FrameReceiver receiver, JettyListener listener, AnswerStream answers) {
        this.receiver = receiver;
        this.counters = listener.counters();
        this.answers = answers;
        this.decoder = new FrameDecoder(listener.config().maxFrameBytes());
    }

    boolean ended() {
        return ended;
    }

    void feed(ByteBuffer bytes) {
        counters.bytesReceived.add(bytes.remaining());
        decoder.feed(bytes, this);
    }

    void finish() {
        decoder.finish(this);
        if (!ended) {
            ended = true;
            receiver.finished();
        }
    }

    void fail(QuicException cause) {
        ended = true;
        counters.streamsFailed.increment();
        receiver.failed(cause);
    }

    @Override
    public void frame(byte[] body) {
        counters.framesReceived.increment();
        receiver.frame(body);
    }

    @Override
    public void tooLarge(long declared) {
        refuse();
        receiver.tooLarge(declared);
    }

    @Override
    public void malformed(String why) {
        refuse();
        receiver.malformed(why);
    }

    private void refuse() {
        ended = true;
        counters.framesRefused.increment();
        answers.abandonInput();
    }
}
