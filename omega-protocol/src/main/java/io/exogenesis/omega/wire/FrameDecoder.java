package io.exogenesis.omega.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntSupplier;

/**
 * Cuts the bytes of one stream into frames, however they arrive.
 *
 * <p>What it holds is proportional to what has arrived (at most twice as much), never to what a length claims. A zero
 * length is a frame of no bytes. After {@code tooLarge} or {@code malformed} the decoder is dead: the stream has lost its
 * rhythm and further bytes are ignored. Not thread-safe: one stream, one decoder.
 */
public final class FrameDecoder {

    /** Receives what the decoder finds, in order, on the thread that feeds it. */
    public interface Sink {
        /** A whole message, without its length. The array is the receiver's. */
        void frame(byte[] body);

        /** A length beyond the limit (as unsigned; beyond 2⁶³ − 1 it is 2⁶³ − 1). Nothing of the body was kept. */
        void tooLarge(long declared);

        /** Bytes that are no frame; {@code why} is one line. */
        void malformed(String why);
    }

    private static final int MAX_VARINT_BYTES = 10;
    private static final int FIRST_ALLOCATION = 512;
    private static final byte[] NOTHING = {};

    private final IntSupplier limit;
    private long length;
    private int lengthBytes;
    private boolean inBody;
    private byte[] body = NOTHING;
    private int received;
    private boolean dead;

    /** With the protocol's limit, {@link Frames#MAX_FRAME_BYTES}. */
    public FrameDecoder() {
        this(Frames.MAX_FRAME_BYTES);
    }

    /** @param maxBytes longest message */
    public FrameDecoder(int maxBytes) {
        this(() -> maxBytes);
    }

    /** @param limit longest message, asked anew for each: a peer may be trusted with more once it said who it is */
    public FrameDecoder(IntSupplier limit) {
        this.limit = limit;
    }

    /** Takes all remaining bytes of {@code in}. */
    public void feed(ByteBuffer in, Sink sink) {
        while (in.hasRemaining() && !dead) {
            if (inBody) {
                takeBody(in);
            } else {
                takeLength(in, sink);
            }
            if (inBody && received == length) {
                deliver(sink);
            }
        }
        if (dead) {
            in.position(in.limit());
        }
    }

    /** The peer has finished its direction: a frame begun and not ended is malformed. */
    public void finish(Sink sink) {
        if (midFrame()) {
            die();
            sink.malformed("the stream ended inside a frame");
        }
    }

    /** Whether a limit or the form was broken. */
    public boolean isDead() {
        return dead;
    }

    /** Whether a message has begun and not ended. */
    public boolean midFrame() {
        return !dead && (inBody || lengthBytes > 0);
    }

    /** Bytes allocated for the message that has begun and not ended. */
    public int held() {
        return body.length;
    }

    /** Drops what it holds and takes no more, because whoever feeds it has no room. */
    public void abandon() {
        die();
    }

    private void takeLength(ByteBuffer in, Sink sink) {
        byte b = in.get();
        // Ten bytes carry 70 bits: the last may only hold the 64th.
        if (lengthBytes == MAX_VARINT_BYTES - 1 && b != 0 && b != 1) {
            die();
            sink.malformed("a frame's length is no varint");
            return;
        }
        length |= (long) (b & 0x7f) << (7 * lengthBytes);
        lengthBytes++;
        if (b >= 0) {
            if (length < 0 || length > limit.getAsInt()) {
                long declared = length < 0 ? Long.MAX_VALUE : length;
                die();
                sink.tooLarge(declared);
                return;
            }
            inBody = true;
        }
    }

    private void takeBody(ByteBuffer in) {
        int take = (int) Math.min(in.remaining(), length - received);
        if (body.length < received + take) {
            int doubled = Math.max(FIRST_ALLOCATION, 2 * body.length);
            body = Arrays.copyOf(body, (int) Math.min(length, Math.max(received + take, doubled)));
        }
        in.get(body, received, take);
        received += take;
    }

    private void deliver(Sink sink) {
        byte[] whole = body.length == received ? body : Arrays.copyOf(body, received);
        reset();
        sink.frame(whole);
    }

    private void reset() {
        body = NOTHING;
        received = 0;
        length = 0;
        lengthBytes = 0;
        inBody = false;
    }

    private void die() {
        reset();
        dead = true;
    }
}
