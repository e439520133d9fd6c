package io.exogenesis.omega.lab.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlidingSumTest {
    private final SlidingSum minute = new SlidingSum(60);

    @Test
    void most_ofSeveralMinutes_isTheFullest() {
        minute.add(0, 1, 5);
        minute.add(50, 51, 7);
        minute.add(100, 101, 11);
        minute.add(105, 106, 13);
        assertThat(minute.most()).isEqualTo(7 + 11 + 13);
    }

    @Test
    void most_ofWhatMayHaveComeInAnotherMinute_doesNotCount() {
        minute.add(0, 1, 5);
        minute.add(58, 60, 7);
        assertThat(minute.most()).isEqualTo(7);
    }
}
