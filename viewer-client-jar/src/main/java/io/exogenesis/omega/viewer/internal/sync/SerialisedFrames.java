package io.exogenesis.omega.viewer.internal.sync;

import com.google.protobuf.AbstractMessageLite;
import com.google.protobuf.InvalidProtocolBufferException;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.viewer.SyncTransport;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The agent's transports, which carry messages, beside an app's, which carry bytes. */
public final class SerialisedFrames {
    private SerialisedFrames() {}

    /** The agent's transport as an app's hook leaves it. */
    public static FrameTransport hooked(FrameTransport own, UnaryOperator<SyncTransport> hook) {
        return messages(hook.apply(bytes(own)));
    }

    /** A hook that sees messages, as one that sees bytes. */
    public static UnaryOperator<SyncTransport> hook(UnaryOperator<FrameTransport> hook) {
        return transport -> bytes(hook.apply(messages(transport)));
    }

    /** A transport of messages as one of bytes. */
    public static SyncTransport bytes(FrameTransport own) {
        return own instanceof Messages(SyncTransport theirs) ? theirs : new Bytes(own);
    }

    private static FrameTransport messages(SyncTransport theirs) {
        return theirs instanceof Bytes(FrameTransport own) ? own : new Messages(theirs);
    }

    private record Bytes(FrameTransport own) implements SyncTransport {
        @Override
        public List<byte[]> exchange(List<byte[]> frames) {
            List<ClientFrame> parsed = new ArrayList<>();
            for (byte[] frame : frames) {
                try {
                    parsed.add(ClientFrame.parseFrom(frame));
                } catch (InvalidProtocolBufferException e) {
                    throw new InvalidValueException("a frame is no ClientFrame: " + e.getMessage());
                }
            }
            return own.exchange(parsed).stream()
                    .map(AbstractMessageLite::toByteArray)
                    .toList();
        }

        @Override
        public String name() {
            return own.name();
        }

        @Override
        public List<String> notes() {
            return own.notes();
        }

        @Override
        public void close() {
            own.close();
        }
    }

    private record Messages(SyncTransport theirs) implements FrameTransport {
        @Override
        public List<ServerFrame> exchange(List<ClientFrame> frames) {
            List<byte[]> sent =
                    frames.stream().map(AbstractMessageLite::toByteArray).toList();
            List<ServerFrame> answers = new ArrayList<>();
            for (byte[] answer : theirs.exchange(sent)) {
                try {
                    answers.add(ServerFrame.parseFrom(answer));
                } catch (InvalidProtocolBufferException e) {
                    throw new TransportException(
                            TransportException.Kind.BAD_ANSWER, "an answer is no ServerFrame: " + e.getMessage(), e);
                }
            }
            return answers;
        }

        @Override
        public String name() {
            return theirs.name();
        }

        @Override
        public List<String> notes() {
            return theirs.notes();
        }

        @Override
        public void close() {
            theirs.close();
        }
    }
}
