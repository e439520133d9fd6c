package io.exogenesis.omega.quic.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.quic.FrameReceiver;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Foreign bytes on a stream, between the budget and the receiver. Replays its seeds; with {@code JAZZER_FUZZ=1} it searches for more. */
class FrameIntakeFuzzTest {
    private static final int LARGEST_FRAME = 64;
    /** Less than two frames, so that a crowd is easily met. */
    private static final int ROOM = 100;

    /** How much somebody else holds, how many bytes come at a time, and the bytes. */
    static Stream<Arguments> seeds() {
        return Stream.of(
                        new byte[] {0, 1, 3, 7, 7, 7},
                        new byte[] {0, 5, 1, 9, 0, 2, 8, 8},
                        new byte[] {90, 2, 60, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17},
                        new byte[] {0, 4, 65, 1, 2, 3},
                        new byte[] {0, 3, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
                        new byte[] {100, 1, 2, 3},
                        new byte[] {0, 0})
                .map(Arguments::of);
    }

    // Whatever comes: the room is given back, the last call is the last, and each byte is counted once.
    @MethodSource("seeds")
    @FuzzTest // must come last
    void feed_anyBytes_givesItsRoomBackAndEndsOnce(byte[] data) {
        if (data.length < 2) {
            return;
        }
        HeldBytes room = new HeldBytes(ROOM, ROOM);
        int others = Math.floorMod(data[0], ROOM + 1);
        assertThat(room.take(others, false)).isTrue();
        Counters counters = new Counters();
        Recorder recorder = new Recorder();
        int step = 1 + Math.floorMod(data[1], 32);
        int fed = 0;
        try (FrameIntake intake = new FrameIntake(recorder, counters, room, LARGEST_FRAME)) {
            for (int at = 2; at < data.length && !intake.ended(); at += step) {
                int length = Math.min(step, data.length - at);
                intake.feed(ByteBuffer.wrap(data, at, length));
                fed += length;
            }
            if (!intake.ended()) {
                intake.finish();
            }
            assertThat(intake.ended()).isTrue();
        }
        assertThat(recorder.last).as("one last call").isOne();
        assertThat(counters.stats(0).bytes().received()).isEqualTo(fed);
        assertThat(counters.stats(0).frames().received()).isEqualTo(recorder.frames);
        assertThat(room.take(ROOM - others, false)).as("all room is back").isTrue();
        assertThat(room.take(1, false)).as("and no more than there was").isFalse();
    }

    private static final class Recorder implements FrameReceiver {
        int frames;
        int last;

        @Override
        public void frame(byte[] body) {
            assertThat(last).as("nothing after the last call").isZero();
            assertThat(body.length).isLessThanOrEqualTo(LARGEST_FRAME);
            frames++;
        }

        @Override
        public void tooLarge(long declared) {
            assertThat(declared).isGreaterThan(LARGEST_FRAME);
            last++;
        }

        @Override
        public void malformed(String why) {
            last++;
        }

        @Override
        public void crowded() {
            last++;
        }

        @Override
        public void finished() {
            last++;
        }

        @Override
        public void failed(Throwable cause) {
            last++;
        }
    }
}
