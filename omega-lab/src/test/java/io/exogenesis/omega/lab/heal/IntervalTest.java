package io.exogenesis.omega.lab.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {
    /** Against values of the formula worked out by hand to four digits. */
    @Test
    void wilson_isTheScoreInterval() {
        assertThat(Interval.wilson(198, 200)[0]).isCloseTo(.9643, within(.0001));
        assertThat(Interval.wilson(198, 200)[1]).isCloseTo(.9973, within(.0001));
        assertThat(Interval.wilson(5, 10)[0]).isCloseTo(.2366, within(.0001));
        assertThat(Interval.wilson(5, 10)[1]).isCloseTo(.7634, within(.0001));
    }

    /** Would catch the usual interval, which has no width there. */
    @Test
    void wilson_allOrNone_staysWithinZeroAndOne_andHasAWidth() {
        assertThat(Interval.wilson(20, 20)[0]).isCloseTo(.8389, within(.0001));
        assertThat(Interval.wilson(20, 20)[1]).isEqualTo(1);
        assertThat(Interval.wilson(0, 20)[0]).isZero();
    }

    @Test
    void mcNemar_isTheExactTwoSidedTest() {
        assertThat(Interval.mcNemar(0, 0)).isEqualTo(1);
        assertThat(Interval.mcNemar(0, 5)).isCloseTo(.0625, within(1e-9));
        assertThat(Interval.mcNemar(1, 9)).isCloseTo(22 / 1024.0, within(1e-9));
        assertThat(Interval.mcNemar(3, 3)).isEqualTo(1);
    }
}
