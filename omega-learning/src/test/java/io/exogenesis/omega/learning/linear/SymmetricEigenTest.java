package io.exogenesis.omega.learning.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.LearningException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
    // A crowd that sends one row over and over must not be able to end the Core's round.
    @Test
    void of_gramOfEqualRows_converges() {
        float[][] rows = new float[113][40];
        for (float[] row : rows) {
            for (int c = 0; c < row.length; c++) {
                row[c] = c % 3 / 3f;
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(Dense.gramOfRows(rows));
        double energy = 0;
        for (float[] row : rows) {
            for (float v : row) {
                energy += (double) v * v;
            }
        }
        assertThat(Arrays.stream(eigen.values()).sum()).isCloseTo(energy, within(1e-4 * energy));
    }

    @Test
    void of_nothingAndZeros_defined() {
        assertThat(SymmetricEigen.of(new double[0][0]).values()).isEmpty();
        assertThat(SymmetricEigen.of(new double[3][3]).values()).containsOnly(0);
    }

    @Test
    void of_notFinite_isRefused() {
        double[][] gram = {{1, Double.NaN}, {Double.NaN, 1}};
        assertThatThrownBy(() -> SymmetricEigen.of(gram))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("not finite");
    }
}
