package io.exogenesis.omega.learning.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.LearningException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScorerWeightsTest {
    private static final ScorerWeights SET =
            new ScorerWeights(9, new int[] {1, 10, 100}, Map.of(Feature.POPULAR, new double[] {4, 2, -2}));

    private static double at(int n) {
        return SET.at(n).get(Feature.POPULAR);
    }

    @Test
    void at_namedLengths_areTheWeightsNamed() {
        assertThat(at(1)).isEqualTo(4);
        assertThat(at(10)).isCloseTo(2, within(1e-12));
        assertThat(at(100)).isCloseTo(-2, within(1e-12));
    }

    // Linear in ln n, not in n: the second event says as much as the twentieth after ten.
    @Test
    void at_betweenLengths_isLinearInTheLogarithm() {
        assertThat(at(2)).isCloseTo(4 - 2 * Math.log10(2), within(1e-12));
        assertThat(at(20)).isCloseTo(2 - 4 * Math.log10(2), within(1e-12));
    }

    // An extrapolated weight would grow without limit for viewers with thousands of titles.
    @Test
    void at_beyondTheLastLength_isConstant() {
        assertThat(at(101)).isEqualTo(-2);
        assertThat(at(1_000_000)).isEqualTo(-2);
    }

    @Test
    void at_oneLength_isTheSameForAll() {
        assertThat(ScorerWeights.VERSION_1.at(1)).isEqualTo(ScorerWeights.VERSION_1.at(500));
    }

    @Test
    void new_lengthsThatDoNotAscendOrFit_areRefused() {
        Map<Feature, double[]> two = Map.of(Feature.POPULAR, new double[] {1, 2});
        assertThatThrownBy(() -> new ScorerWeights(9, new int[] {5, 5}, two)).isInstanceOf(LearningException.class);
        assertThatThrownBy(() -> new ScorerWeights(9, new int[] {0, 5}, two)).isInstanceOf(LearningException.class);
        assertThatThrownBy(() -> new ScorerWeights(9, new int[] {5}, two)).isInstanceOf(LearningException.class);
        assertThatThrownBy(() -> new ScorerWeights(9, new int[0], Map.of())).isInstanceOf(LearningException.class);
    }
}
