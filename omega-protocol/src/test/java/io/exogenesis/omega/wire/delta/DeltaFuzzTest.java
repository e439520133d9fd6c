package io.exogenesis.omega.wire.delta;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.wire.v1.ItemModel;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Foreign bytes in place of a delta. Replays its seeds; with {@code JAZZER_FUZZ=1} it searches for more. */
class DeltaFuzzTest {
    private static final int MOST = 4_096;
    private static final ItemModel BASE = Models.first(new Random(3), 9, 5);

    static Stream<Arguments> seeds() {
        ItemModel next = Models.next(new Random(5), BASE, 6, .2);
        byte[] chain = DeltaChain.NONE.then(BASE, next, Turn.none(5, 6), MOST).bytes();
        byte[] longer = Arrays.copyOf(chain, chain.length + 3);
        byte[] cut = Arrays.copyOf(chain, chain.length - 7);
        cut[3] -= 7;
        byte[] huge = chain.clone();
        huge[4 + 21] = 0x7f;
        return Stream.of(chain, longer, cut, huge, new byte[0], new byte[] {0, 0, 0, 0}, new byte[] {-1, -1, -1, -1})
                .map(Arguments::of);
    }

    // Whatever comes: a model of at most so many bytes, or the one exception.
    @MethodSource("seeds")
    @FuzzTest // must come last
    void apply_anyBytes_givesABoundedModelOrIsRefused(byte[] data) {
        try {
            assertThat(DeltaChain.apply(BASE.toByteArray(), data, MOST)).hasSizeLessThanOrEqualTo(MOST);
        } catch (DeltaException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }
}
