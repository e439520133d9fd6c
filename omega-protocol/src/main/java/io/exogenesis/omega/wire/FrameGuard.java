package io.exogenesis.omega.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.SyncRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * Counts what a message's bytes would become, before anybody makes objects of them: a byte or two on the wire is an object of
 * 20 to 80 bytes, and an unknown field one of some hundred.
 *
 * <p>The bytes are walked once, by the description of the message: nothing is copied and nothing is kept. What it lets through
 * takes at most {@value #BYTES_A_FIELD} bytes a field, beside the bytes themselves.
 */
public final class FrameGuard {
    /**
     * Fields of one frame, those of nested messages included. The largest that the protocol knows, a push of 64 samples of 200
     * titles, has 39,000.
     */
    public static final int MAX_FIELDS = 65_536;

    /** Fields that this version does not know, of one frame: a later version may add some, not thousands. */
    public static final int MAX_UNKNOWN = 256;

    /** Frames in one {@code SyncRequest}: CONNECT, consents, a push, a pull, and pages or chunks that follow. */
    public static final int MAX_FRAMES = 16;

    /** What a field costs as an object, at most. */
    public static final int BYTES_A_FIELD = 80;

    private final CodedInputStream in;
    private final int maxFields;
    private int fields;
    private int unknown;
    private int frames;

    private FrameGuard(byte[] body, int length, int maxFields) {
        this.in = CodedInputStream.newInstance(body, 0, length);
        this.maxFields = maxFields;
    }

    /**
     * How many fields a frame has.
     *
     * @throws MalformedMessageException {@code TOO_LARGE} for more than the limits, {@code MALFORMED} for what is no message
     */
    public static int clientFrame(byte[] body) {
        return new FrameGuard(body, body.length, MAX_FIELDS).count(ClientFrame.getDescriptor());
    }

    /**
     * How many fields a request has, which may be several frames of the largest kind.
     *
     * @throws MalformedMessageException {@code TOO_LARGE} for more than the limits, {@code MALFORMED} for what is no message
     */
    public static int syncRequest(byte[] body) {
        return new FrameGuard(body, body.length, 4 * MAX_FIELDS).count(SyncRequest.getDescriptor());
    }

    /**
     * The token of the CONNECT that a {@code SyncRequest} begins with, as far as its first {@code length} bytes are there.
     * Empty if it begins otherwise or the token is not all there.
     */
    public static Optional<String> leadingToken(byte[] body, int length) {
        CodedInputStream in = CodedInputStream.newInstance(body, 0, length);
        try {
            return enter(in, SyncRequest.FRAMES_FIELD_NUMBER)
                            && enter(in, ClientFrame.CONNECT_FIELD_NUMBER)
                            && seek(in, Connect.TOKEN_FIELD_NUMBER)
                    ? Optional.of(in.readString())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Goes into the message that comes next, if it is that field's. */
    private static boolean enter(CodedInputStream in, int field) throws IOException {
        if (in.readTag() != tag(field)) {
            return false;
        }
        in.readUInt32(); // its length; whether all of it is there does not matter
        return true;
    }

    /** Skips to a field of this message. */
    private static boolean seek(CodedInputStream in, int field) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == tag(field)) {
                return true;
            }
            in.skipField(tag);
        }
        return false;
    }

    private static int tag(int field) {
        return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    private int count(Descriptor type) {
        try {
            message(type);
            return fields;
        } catch (IOException e) {
            throw new MalformedMessageException(Refusal.Code.MALFORMED, "the bytes are not a message of this protocol");
        }
    }

    /** Messages of this protocol do not contain themselves, so the depth is that of its description. */
    private void message(Descriptor type) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            more(1);
            FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            int wireType = WireFormat.getTagWireType(tag);
            if (wireType == WireFormat.WIRETYPE_START_GROUP || wireType == WireFormat.WIRETYPE_END_GROUP) {
                throw new MalformedMessageException(
                        Refusal.Code.MALFORMED, "not a message of this protocol: it has no groups");
            }
            boolean delimited = wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            if (field == null || !fits(field, wireType)) {
                stranger();
                in.skipField(tag);
            } else if (delimited && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                nested(field.getMessageType());
            } else if (delimited && field.isPackable()) {
                packed();
            } else {
                in.skipField(tag);
            }
        }
    }

    private void nested(Descriptor type) throws IOException {
        if (type == ClientFrame.getDescriptor()) {
            frame();
        }
        int outer = in.pushLimit(in.readRawVarint32());
        message(type);
        if (in.getBytesUntilLimit() != 0) {
            throw new IOException("it ends early");
        }
        in.popLimit(outer);
    }

    private void packed() throws IOException {
        int bytes = in.readRawVarint32();
        more(Math.max(0, bytes)); // a number takes a byte at least
        in.skipRawBytes(bytes);
    }

    private void frame() {
        if (++frames > MAX_FRAMES) {
            throw tooLarge("a request has at most " + MAX_FRAMES + " frames");
        }
    }

    private void stranger() {
        if (++unknown > MAX_UNKNOWN) {
            throw tooLarge("a message has at most " + MAX_UNKNOWN + " fields that are unknown here");
        }
    }

    private void more(int n) {
        fields += n;
        if (fields > maxFields || fields < 0) {
            throw tooLarge("a message has at most " + maxFields + " fields");
        }
    }

    private static boolean fits(FieldDescriptor field, int wireType) {
        return wireType == field.getLiteType().getWireType()
                || (field.isPackable() && wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED);
    }

    private static MalformedMessageException tooLarge(String line) {
        return new MalformedMessageException(Refusal.Code.TOO_LARGE, line);
    }
}
