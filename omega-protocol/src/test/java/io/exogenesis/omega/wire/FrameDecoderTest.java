package io.exogenesis.omega.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
    private final List<byte[]> frames = new ArrayList<>();
    private final List<Long> tooLarge = new ArrayList<>();
    private final List<String> malformed = new ArrayList<>();
    private final FrameDecoder.Sink sink = new FrameDecoder.Sink() {
        @Override
        public void frame(byte[] body) {
            frames.add(body);
        }

        @Override
        public void tooLarge(long declared) {
            tooLarge.add(declared);
        }

        @Override
        public void malformed(String why) {
            malformed.add(why);
        }
    };

    @Test
    void feed_aFrameOfExactlyTheLimit_isTaken() {
        new FrameDecoder().feed(ByteBuffer.wrap(Frames.encode(new byte[Frames.MAX_FRAME_BYTES])), sink);
        assertThat(frames).hasSize(1);
        assertThat(frames.getFirst()).hasSize(Frames.MAX_FRAME_BYTES);
    }

    // The 10 MB message of the issue: refused by its length alone, and what follows is not taken for frames.
    @Test
    void feed_aTenMegabyteMessage_isRefusedByItsLengthAndIgnoresTheRest() throws IOException {
        FrameDecoder decoder = new FrameDecoder();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CodedOutputStream length = CodedOutputStream.newInstance(out);
        length.writeUInt32NoTag(10_000_000);
        length.flush();
        decoder.feed(ByteBuffer.wrap(out.toByteArray()), sink);
        assertThat(tooLarge).containsExactly(10_000_000L);
        assertThat(decoder.isDead()).isTrue();

        ByteBuffer body = ByteBuffer.allocate(10_000_000);
        decoder.feed(body, sink);
        decoder.finish(sink);
        assertThat(body.hasRemaining()).isFalse();
        assertThat(frames).isEmpty();
        assertThat(malformed).isEmpty();
        assertThat(tooLarge).hasSize(1);
    }

    // A peer that announces 1 MiB on many streams and sends one byte must not make us allocate 1 MiB each.
    @Test
    void feed_aLargeLengthAndFewBytes_holdsLittle() throws Exception {
        FrameDecoder decoder = new FrameDecoder();
        decoder.feed(ByteBuffer.wrap(new byte[] {(byte) 0x80, (byte) 0x80, 0x40, 1, 2, 3}), sink);
        var body = FrameDecoder.class.getDeclaredField("body");
        body.setAccessible(true);
        assertThat(((byte[]) body.get(decoder)).length).isLessThanOrEqualTo(512);
    }

    @Test
    void finish_insideAFrame_isMalformedOnce() {
        FrameDecoder decoder = new FrameDecoder();
        decoder.feed(ByteBuffer.wrap(new byte[] {5, 1, 2}), sink);
        decoder.finish(sink);
        decoder.finish(sink);
        assertThat(malformed).containsExactly("the stream ended inside a frame");
    }

    @Test
    void encode_beyondTheLimit_isTyped() {
        ClientFrame large = ClientFrame.newBuilder()
                .setConnect(
                        io.exogenesis.omega.wire.v1.Connect.newBuilder().setToken("x".repeat(Frames.MAX_FRAME_BYTES)))
                .build();
        assertThatThrownBy(() -> Frames.encode(large))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.code()).isEqualTo(Refusal.Code.TOO_LARGE));
    }

    // The bytes that docs/protocol.md shows to authors of other viewers.
    @Test
    void encode_theExamplesOfTheProtocolPage_givesItsBytes() {
        ClientFrame connect = ClientFrame.newBuilder()
                .setConnect(io.exogenesis.omega.wire.v1.Connect.newBuilder()
                        .setProtocol(1)
                        .setToken("t"))
                .build();
        assertThat(HexFormat.of().formatHex(Frames.encode(connect))).isEqualTo("070a050801120174");
        ClientFrame push = ClientFrame.newBuilder()
                .setPush(io.exogenesis.omega.wire.v1.PushPatterns.newBuilder()
                        .addContributions(io.exogenesis.omega.wire.v1.Contribution.newBuilder()
                                .setSeq(1)
                                .setSession(io.exogenesis.omega.wire.v1.SessionSummary.newBuilder()
                                        .setViews(2))))
                .build();
        assertThat(HexFormat.of().formatHex(Frames.encode(push))).isEqualTo("0a12080a06080122020802");
        ServerFrame ack = ServerFrame.newBuilder()
                .setPushAck(io.exogenesis.omega.wire.v1.PushAck.newBuilder()
                        .setCommittedThroughSeq(1)
                        .setReceived(1))
                .build();
        assertThat(HexFormat.of().formatHex(Frames.encode(ack))).isEqualTo("06120408011001");
    }

    /** Would catch a limit that is read once: the first frame of a stranger must be small, the next may be large. */
    @Test
    void feed_limitRaisedByTheFirstFrame_takesTheSecondOfTheSamePiece() {
        FrameDecoder decoder = new FrameDecoder(() -> frames.isEmpty() ? 10 : 100);
        ByteBuffer both = ByteBuffer.allocate(200)
                .put(Frames.encode(new byte[10]))
                .put(Frames.encode(new byte[100]))
                .flip();

        decoder.feed(both, sink);

        assertThat(frames).extracting(f -> f.length).containsExactly(10, 100);
        assertThat(tooLarge).isEmpty();
    }

    @Test
    void held_followsWhatHasArrivedAndIsGivenBack() {
        FrameDecoder decoder = new FrameDecoder();
        byte[] frame = Frames.encode(new byte[100_000]);

        decoder.feed(ByteBuffer.wrap(frame, 0, 50_000), sink);
        assertThat(decoder.held()).isBetween(49_000, 100_000);
        decoder.feed(ByteBuffer.wrap(frame, 50_000, frame.length - 50_000), sink);
        assertThat(decoder.held()).isZero();

        decoder.feed(ByteBuffer.wrap(frame, 0, 50_000), sink);
        decoder.abandon();
        assertThat(decoder.held()).isZero();
        assertThat(decoder.isDead()).isTrue();
    }
}
