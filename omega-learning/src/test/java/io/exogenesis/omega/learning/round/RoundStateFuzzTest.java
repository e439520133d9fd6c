package io.exogenesis.omega.learning.round;

import static io.exogenesis.omega.learning.round.Crowd.SETTINGS;
import static io.exogenesis.omega.learning.round.Crowd.input;
import static io.exogenesis.omega.learning.round.Crowd.near;
import static io.exogenesis.omega.learning.round.Crowd.vote;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.trend.TrendFeed;
import io.exogenesis.omega.learning.trend.TrendSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the Core keeps between rounds, as it lies on the disk or in a backup, behind its checksum: it is read, and written the same again,
 * or there is one kind of exception, and no more memory is asked for than the bytes can fill.
 */
class RoundStateFuzzTest {

    static Stream<Arguments> states() {
        List<PatternVote> votes = new ArrayList<>();
        Random random = new Random(1);
        for (int v = 0; v < 4; v++) {
            votes.add(vote("viewer-" + v, 1, near(0, .97, random)));
        }
        RoundState some = Round.run(
                        RoundState.initial(SETTINGS), input(votes, List.of(), true, 60), SETTINGS, new Random(1))
                .after();
        byte[] whole = without(some.encode());
        byte[] none = without(RoundState.initial(SETTINGS).encode());
        byte[] endless = none.clone();
        ByteBuffer.wrap(endless).putInt(24, Integer.MAX_VALUE);
        byte[] manyRows = none.clone();
        for (int at = 24; at + 4 <= none.length; at += 4) {
            manyRows[at] |= 0x7f;
        }
        return Stream.of(whole, none, endless, manyRows, Arrays.copyOf(whole, whole.length / 2), new byte[0])
                .map(bytes -> Arguments.of((Object) bytes));
    }

    private static byte[] without(byte[] whole) {
        return Arrays.copyOf(whole, whole.length - Integer.BYTES);
    }

    private static byte[] checked(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return ByteBuffer.allocate(content.length + Integer.BYTES)
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }

    @MethodSource("states")
    @FuzzTest // must come last
    void decode_anyBytesOfARightChecksum_aStateOrOneException(byte[] data) {
        RoundState read;
        try {
            read = RoundState.decode(checked(data));
        } catch (LearningException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        byte[] again = read.encode();
        assertThat(RoundState.decode(again).encode()).isEqualTo(again);
    }

    static Stream<Arguments> feeds() {
        byte[] empty = without(TrendFeed.empty(TrendSettings.DEFAULT).encode());
        byte[] many = empty.clone();
        ByteBuffer.wrap(many).putInt(16, Integer.MAX_VALUE);
        return Stream.of(empty, many, Arrays.copyOf(empty, 18), new byte[0]).map(bytes -> Arguments.of((Object) bytes));
    }

    @MethodSource("feeds")
    @FuzzTest // must come last
    void trends_anyBytesOfARightChecksum_aFeedOrOneException(byte[] data) {
        TrendFeed read;
        try {
            read = TrendFeed.decode(checked(data), TrendSettings.DEFAULT);
        } catch (LearningException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        byte[] again = read.encode();
        assertThat(TrendFeed.decode(again, TrendSettings.DEFAULT).encode()).isEqualTo(again);
    }
}
