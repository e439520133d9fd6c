package io.exogenesis.omega.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Foreign bytes on a stream. Replays its seeds; with {@code JAZZER_FUZZ=1} it searches for more. */
class FrameDecoderFuzzTest {

    static Stream<Arguments> seeds() {
        byte[] connect = Frames.encode(ClientFrame.newBuilder()
                .setConnect(Connect.newBuilder().setProtocol(1).setToken("t"))
                .build());
        byte[] twice = Arrays.copyOf(connect, 2 * connect.length);
        System.arraycopy(connect, 0, twice, connect.length, connect.length);
        return Stream.of(
                        connect,
                        twice,
                        Arrays.copyOf(connect, connect.length - 1),
                        new byte[] {0, 0, 0},
                        new byte[] {(byte) 0x80, (byte) 0x80, 0x40, 1}, // 1 MiB announced
                        new byte[] {(byte) 0x81, (byte) 0x80, 0x40, 1}, // one more
                        new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
                        new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 2},
                        new byte[] {-128, -128, -128, -128, -128, -128, -128, -128, -128, -128, 0},
                        "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .map(Arguments::of);
    }

    // Whatever comes: no exception, and the same findings whether it comes at once or byte by byte.
    @MethodSource("seeds")
    @FuzzTest // must come last
    void feed_anyBytes_isIndependentOfHowTheyArrive(byte[] data) {
        List<String> atOnce = new ArrayList<>();
        FrameDecoder whole = new FrameDecoder();
        whole.feed(ByteBuffer.wrap(data), sink(atOnce));
        whole.finish(sink(atOnce));

        List<String> byByte = new ArrayList<>();
        FrameDecoder single = new FrameDecoder();
        for (byte b : data) {
            single.feed(ByteBuffer.wrap(new byte[] {b}), sink(byByte));
        }
        single.finish(sink(byByte));

        assertThat(byByte).isEqualTo(atOnce);
        assertThat(single.isDead()).isEqualTo(whole.isDead());
    }

    static FrameDecoder.Sink sink(List<String> events) {
        return new FrameDecoder.Sink() {
            @Override
            public void frame(byte[] body) {
                events.add("frame " + Arrays.toString(body));
            }

            @Override
            public void tooLarge(long declared) {
                events.add("too large " + declared);
            }

            @Override
            public void malformed(String why) {
                events.add("malformed " + why);
            }
        };
    }
}
