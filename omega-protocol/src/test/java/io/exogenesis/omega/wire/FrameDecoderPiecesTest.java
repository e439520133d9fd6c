package io.exogenesis.omega.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However the network cuts a stream, the frames are the same. */
class FrameDecoderPiecesTest {

    @Property(tries = 300)
    void feed_encodedFramesInAnyPieces_givesThemBack(
            @ForAll @Size(max = 12) List<byte[]> bodies,
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 700) Integer> pieces) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        bodies.forEach(b -> stream.writeBytes(Frames.encode(b)));
        ByteBuffer bytes = ByteBuffer.wrap(stream.toByteArray());
        FrameDecoder decoder = new FrameDecoder();
        List<byte[]> frames = new ArrayList<>();
        FrameDecoder.Sink sink = new FrameDecoder.Sink() {
            @Override
            public void frame(byte[] body) {
                frames.add(body);
            }

            @Override
            public void tooLarge(long declared) {
                throw new AssertionError("too large: " + declared);
            }

            @Override
            public void malformed(String why) {
                throw new AssertionError(why);
            }
        };
        for (int i = 0; bytes.hasRemaining(); i++) {
            int n = Math.min(bytes.remaining(), pieces.get(i % pieces.size()));
            decoder.feed(bytes.slice(bytes.position(), n), sink);
            bytes.position(bytes.position() + n);
        }
        decoder.finish(sink);
        assertThat(frames).usingRecursiveFieldByFieldElementComparator().isEqualTo(bodies);
    }
}
