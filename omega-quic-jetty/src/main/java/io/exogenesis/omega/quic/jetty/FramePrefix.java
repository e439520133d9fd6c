package io.exogenesis.omega.quic.jetty;

import java.nio.ByteBuffer;

/** The varint (base 128, little end first) that stands before each frame. */
final class FramePrefix {

    private static final int MAX_BYTES = 5;

    private FramePrefix() {}

    static ByteBuffer of(int length) {
        ByteBuffer prefix = ByteBuffer.allocate(MAX_BYTES);
        int rest = length;
        while ((rest & ~0x7f) != 0) {
            prefix.put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        return prefix.put((byte) rest).flip();
    }
}
