package io.exogenesis.omega.quic.engine;

import java.nio.ByteBuffer;

/** The varint (base 128, little end first) that stands before each frame. */
public final class FramePrefix {

    private static final int MAX_BYTES = 5;

    private FramePrefix() {}

    /** The prefix of a frame of so many bytes. */
    public static ByteBuffer of(int length) {
        ByteBuffer prefix = ByteBuffer.allocate(MAX_BYTES);
        int rest = length;
        while ((rest & ~0x7f) != 0) {
            prefix.put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        return prefix.put((byte) rest).flip();
    }
}
