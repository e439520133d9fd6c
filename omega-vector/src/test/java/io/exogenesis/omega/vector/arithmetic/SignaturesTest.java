package io.exogenesis.omega.vector.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    // Ranges around the register width: the tail loop is where such kernels break.
    @Property(tries = 300)
    void alike_anyRange_bothKernelsFindWhatCountingFinds(
            @ForAll long seed, @ForAll @IntRange(max = 9) int from, @ForAll @IntRange(max = 200) int length) {
        Random random = new Random(seed);
        int to = from + length;
        long[] first = random.longs(to + 3).toArray();
        long[] second = random.longs(to + 3).toArray();
        int most = 55 + random.nextInt(15);
        int[] expected = new int[length];
        int n = 0;
        for (int i = from; i < to; i++) {
            if (Long.bitCount(first[i] ^ 77) + Long.bitCount(second[i] ^ -5) <= most) {
                expected[n++] = i;
            }
        }
        int[] found = new int[length];
        assertThat(Signatures.alike(first, second, from, to, 77, -5, most, found))
                .isEqualTo(n);
        assertThat(Arrays.copyOf(found, n)).isEqualTo(Arrays.copyOf(expected, n));
        assertThat(new ScalarKernel().alike(first, second, from, to, 77, -5, most, found))
                .isEqualTo(n);
        assertThat(Arrays.copyOf(found, n)).isEqualTo(Arrays.copyOf(expected, n));
    }

    @Test
    void alike_noRoom_refused() {
        long[] signatures = new long[9];
        assertThatThrownBy(() -> Signatures.alike(signatures, signatures, 0, 9, 0, 0, 1, new int[8]))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Signatures.alike(signatures, new long[8], 0, 9, 0, 0, 1, new int[9]))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
