package io.exogenesis.omega.vector.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HadamardTest {
    private static final int LANES = 8;

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 32, 64})
    void transform_eightSequences_eachIsTheSumWithTheMatrixsSigns(int width) {
        int[] values = new Random(3).ints(width * LANES, -127, 128).toArray();
        int[] out = values.clone();
        Hadamard.transform(out, LANES);
        for (int lane = 0; lane < LANES; lane++) {
            for (int row = 0; row < width; row++) {
                int sum = 0;
                for (int i = 0; i < width; i++) {
                    sum += (Integer.bitCount(row & i) % 2 == 0 ? 1 : -1) * values[i * LANES + lane];
                }
                assertThat(out[row * LANES + lane]).isEqualTo(sum);
            }
        }
    }

    @Test
    void transform_lengthNoPowerOfTwo_refused() {
        assertThatThrownBy(() -> Hadamard.transform(new int[24], 8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hadamard.transform(new int[16], 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
