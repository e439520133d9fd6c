package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.FrameReceiver;
import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.wire.FrameDecoder;
import java.nio.ByteBuffer;

/**
 * Between a stream's bytes and its receiver: cuts frames, counts, keeps to the listener's budget of bytes, and sees
 * to it that the last call is the last.
 */
final class FrameIntake implements FrameDecoder.Sink {

    private final FrameReceiver receiver;
    private final Counters counters;
    private final AnswerStream answers;
    private final FrameDecoder decoder;
    private final HeldBytes budget;
    private int held;
    private boolean ended;

    FrameIntake(FrameReceiver receiver, JettyListener listener, AnswerStream answers) {
        this.receiver = receiver;
        this.counters = listener.counters();
        this.answers = answers;
        this.budget = listener.held();
        int most = listener.config().maxFrameBytes();
        this.decoder = new FrameDecoder(() -> Math.min(most, receiver.maxFrameBytes()));
    }

    boolean ended() {
        return ended;
    }

    void feed(ByteBuffer bytes) {
        counters.bytesReceived.add(bytes.remaining());
        boolean thrown = true;
        try {
            decoder.feed(bytes, this);
            thrown = false;
        } finally {
            if (thrown) {
                giveBack();
            }
        }
        int more = decoder.held() - held;
        if (budget.take(more)) {
            held += more;
        } else {
            decoder.abandon();
            giveBack();
            refuse();
            receiver.crowded();
        }
    }

    void finish() {
        giveBack();
        decoder.finish(this);
        if (!ended) {
            ended = true;
            receiver.finished();
        }
    }

    void fail(QuicException cause) {
        ended = true;
        giveBack();
        counters.streamsFailed.increment();
        receiver.failed(cause);
    }

    private void giveBack() {
        budget.take(-held);
        held = 0;
    }

    @Override
    public void frame(byte[] body) {
        counters.framesReceived.increment();
        giveBack(); // it has ended: what it holds now is the receiver's affair
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
