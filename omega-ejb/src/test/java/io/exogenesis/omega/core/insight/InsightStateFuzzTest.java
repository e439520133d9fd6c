package io.exogenesis.omega.core.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.core.Checksums;
import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.learning.discovery.Discoveries;
import io.exogenesis.omega.learning.trend.Trending;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trends as they lie on the disk or in a backup: they are read, and written the same again, or there is one kind of exception. */
class InsightStateFuzzTest {
    private static final int FEED_LENGTH = 8;

    static Stream<Arguments> states() {
        byte[] empty = Checksums.without(InsightState.EMPTY.encode());
        byte[] one = Checksums.without(new InsightState(
                        InsightState.EMPTY.epochStart(),
                        Discoveries.NONE,
                        List.of(new Trending(1, 2, 3, 4, 5)),
                        Discoveries.NONE)
                .encode());
        byte[] negative = one.clone();
        ByteBuffer.wrap(negative).putInt(FEED_LENGTH, -1);
        byte[] endless = one.clone();
        ByteBuffer.wrap(endless).putInt(FEED_LENGTH, Integer.MAX_VALUE);
        return Stream.of(empty, one, negative, endless, Arrays.copyOf(one, 20), new byte[0])
                .map(bytes -> Arguments.of((Object) bytes));
    }

    @MethodSource("states")
    @FuzzTest // must come last
    void decode_anyBytesOfARightChecksum_aStateOrOneException(byte[] data) {
        InsightState read;
        try {
            read = InsightState.decode(Checksums.behind(data));
        } catch (CoreException e) {
            assertThat(e.getMessage()).contains("trends");
            return;
        }
        byte[] again = read.encode();
        assertThat(InsightState.decode(again).encode()).isEqualTo(again);
    }
}
