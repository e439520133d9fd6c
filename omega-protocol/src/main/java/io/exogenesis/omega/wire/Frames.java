package io.exogenesis.omega.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import io.exogenesis.omega.wire.v1.Refusal;
import java.io.IOException;

/**
 * A frame on a stream: the length of the message as an unsigned base-128 varint (as in protobuf), then the message.
 */
public final class Frames {
    /** Longest message: 1 MiB. Bounds what a peer can make us hold. */
    public static final int MAX_FRAME_BYTES = 1 << 20;
    /** Most contributions of one push. */
    public static final int MAX_CONTRIBUTIONS_PER_PUSH = 64;

    private Frames() {}

    /**
     * The frame of {@code message}.
     *
     * @throws MalformedMessageException if it is longer than {@link #MAX_FRAME_BYTES}: the receiver would refuse it
     */
    public static byte[] encode(MessageLite message) {
        int size = checked(message.getSerializedSize());
        byte[] frame = new byte[CodedOutputStream.computeUInt32SizeNoTag(size) + size];
        CodedOutputStream out = CodedOutputStream.newInstance(frame);
        try {
            out.writeUInt32NoTag(size);
            message.writeTo(out);
        } catch (IOException e) {
            throw new AssertionError("writing to an array of the exact size", e);
        }
        out.checkNoSpaceLeft();
        return frame;
    }

    /** The frame of an already encoded message; limits as for {@link #encode(MessageLite)}. */
    public static byte[] encode(byte[] body) {
        int size = checked(body.length);
        int prefix = CodedOutputStream.computeUInt32SizeNoTag(size);
        byte[] frame = new byte[prefix + size];
        CodedOutputStream out = CodedOutputStream.newInstance(frame);
        try {
            out.writeUInt32NoTag(size);
            out.writeRawBytes(body);
        } catch (IOException e) {
            throw new AssertionError("writing to an array of the exact size", e);
        }
        return frame;
    }

    private static int checked(int size) {
        if (size > MAX_FRAME_BYTES) {
            throw new MalformedMessageException(
                    Refusal.Code.TOO_LARGE, "a frame has at most " + MAX_FRAME_BYTES + " bytes, not " + size);
        }
        return size;
    }
}
