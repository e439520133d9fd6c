package io.exogenesis.omega.quic.engine;

import io.exogenesis.omega.quic.FrameReceiver;
import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.wire.FrameDecoder;
import java.nio.ByteBuffer;

/**
 * Between a stream's bytes and its receiver: cuts frames, counts, keeps to the listener's budget of bytes, and sees
 * to it that the last call is the last. Whoever reads the stream closes it, however the reading ends: the budget would shrink else.
 */
public final class FrameIntake implements FrameDecoder.Sink, AutoCloseable {

    private final FrameReceiver receiver;
    private final Counters counters;
    private final FrameDecoder decoder;
    private final HeldBytes room;
    private int held;
    private boolean heldByStranger;
    private boolean ended;
    private boolean refused;
    private boolean inputOver;

    /** @param most bytes of a frame, whatever the receiver says */
    public FrameIntake(FrameReceiver receiver, Counters counters, HeldBytes room, int most) {
        this.receiver = receiver;
        this.counters = counters;
        this.room = room;
        this.decoder = new FrameDecoder(() -> Math.min(most, receiver.maxFrameBytes()));
    }

    /** Whether the peer has still to say who it is. */
    public boolean stranger() {
        return receiver.stranger();
    }

    /** Whether the receiver has had its last call. */
    public boolean ended() {
        return ended;
    }

    /** Whether it ended because of what the peer sent, who may still be sending. */
    public boolean endedEarly() {
        return refused && !inputOver;
    }

    /** Whether a frame has begun whose rest has yet to come. */
    public boolean midFrame() {
        return !ended && decoder.midFrame();
    }

    /** The next bytes of the stream. */
    public void feed(ByteBuffer bytes) {
        counters.bytesReceived.add(bytes.remaining());
        decoder.feed(bytes, this);
        if (!hold(decoder.held() - held)) {
            decoder.abandon();
            giveBack();
            refuse();
            receiver.crowded();
        }
    }

    /** The peer has sent everything. */
    public void finish() {
        inputOver = true;
        giveBack();
        decoder.finish(this);
        if (!ended) {
            ended = true;
            receiver.finished();
        }
    }

    /** The stream ended before that. */
    public void fail(QuicException cause) {
        ended = true;
        giveBack();
        counters.streamsFailed.increment();
        receiver.failed(cause);
    }

    /** A frame that a stranger has begun stays a stranger's until it ends. */
    private boolean hold(int more) {
        heldByStranger = held == 0 ? receiver.stranger() : heldByStranger;
        boolean taken = room.take(more, heldByStranger);
        held += taken ? more : 0;
        return taken;
    }

    @Override
    public void close() {
        giveBack();
    }

    private void giveBack() {
        room.take(-held, heldByStranger);
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
        refused = true;
        counters.framesRefused.increment();
    }
}
