package io.exogenesis.omega.quic.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.quic.QuicException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a peer answers to two frames: some frames, or one kind of failure; never more than there is room for. */
class AnswersFuzzTest {
    private static final int LARGEST_FRAME = 64;
    private static final int FRAMES = 2;
    /** What an answer costs at least, as {@link Answers} counts it. */
    private static final int COST = 64;

    /** How many bytes come at a time, and the bytes. */
    static Stream<Arguments> seeds() {
        return Stream.of(
                        new byte[] {1, 3, 7, 7, 7, 0, 0},
                        new byte[] {9, 2, 1},
                        new byte[] {0, 65, 1},
                        new byte[40],
                        new byte[] {3, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
                        new byte[0])
                .map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest // must come last
    void feed_anyBytes_boundedAnswersOrOneFailure(byte[] data) {
        int step = data.length == 0 ? 1 : 1 + Math.floorMod(data[0], 32);
        Answers answers = new Answers("peer", LARGEST_FRAME, FRAMES);
        for (int at = 1; at < data.length; at += step) {
            answers.feed(ByteBuffer.wrap(data, at, Math.min(step, data.length - at)));
        }
        answers.end();
        assertThat(answers.result()).isDone();
        try {
            List<byte[]> all = answers.result().join();
            long held = all.stream().mapToLong(answer -> answer.length + COST).sum();
            assertThat(held).isLessThanOrEqualTo((FRAMES + 1L) * (LARGEST_FRAME + COST));
        } catch (CompletionException e) {
            assertThat(e.getCause())
                    .isInstanceOfSatisfying(
                            QuicException.class,
                            why -> assertThat(why.kind()).isEqualTo(QuicException.Kind.BAD_ANSWER));
        }
    }
}
