package io.exogenesis.omega.learning.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.LearningException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
    private static final double NEGLIGIBLE = 1e-4;

    // A hundred liars with one and the same row would otherwise stop every round: the iteration does not converge on
    // it.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 113, 128, 300})
    void of_equalRows_hasOneEigenvalue(int n) {
        float[] row = new float[40];
        Random random = new Random(n);
        for (int c = 0; c < row.length; c++) {
            row[c] = random.nextFloat();
        }
        float[][] rows = new float[n][];
        Arrays.fill(rows, row);
        double square = 0;
        for (float x : row) {
            square += (double) x * x;
        }

        SymmetricEigen eigen = SymmetricEigen.of(Dense.gramOfRows(rows));

        assertThat(eigen.values()[0]).isCloseTo(n * square, within(1e-5 * n * square));
        assertThat(Arrays.stream(eigen.values()).skip(1)).allMatch(v -> v < NEGLIGIBLE);
        assertThat(Arrays.stream(eigen.vectors()[0]).map(Math::abs))
                .allMatch(v -> Math.abs(v - 1 / Math.sqrt(n)) < 1e-4);
    }

    @Test
    void of_notFinite_isRefused() {
        assertThatThrownBy(() -> SymmetricEigen.of(new double[][] {{Double.NaN, 0}, {0, 1}}))
                .isInstanceOf(LearningException.class);
    }

    @Test
    void of_nothingAndZeros_defined() {
        assertThat(SymmetricEigen.of(new double[0][0]).values()).isEmpty();
        assertThat(SymmetricEigen.of(new double[3][3]).values()).containsOnly(0);
    }
}
