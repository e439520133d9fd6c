package io.exogenesis.omega.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HeapNeedTest {
    /** The promise for the largest single node: 100,000 viewers fit a heap of 3 GB. */
    @Test
    void megabytes_defaultViewers_atMost3Gb() {
        assertThat(new HeapNeed(HeapNeed.DEFAULT_VIEWERS).megabytes()).isBetween(2048L, 3072L);
    }

    @Test
    void megabytes_fewViewers_theLeastHeap() {
        assertThat(new HeapNeed(1).megabytes()).isEqualTo(HeapNeed.LEAST_MEGABYTES);
        assertThat(new HeapNeed(5_000).megabytes()).isEqualTo(HeapNeed.LEAST_MEGABYTES);
    }

    @Test
    void need_noViewer_refused() {
        assertThatThrownBy(() -> new HeapNeed(0))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("0");
    }

    /** Would catch an overflow: ten million viewers are allowed by the setting. */
    @Property
    void megabytes_grows_andTheInverseAgrees(@ForAll @IntRange(min = 1, max = 10_000_000) int viewers) {
        long need = new HeapNeed(viewers).megabytes();
        assertThat(need).isPositive().isGreaterThanOrEqualTo(new HeapNeed(Math.max(1, viewers / 2)).megabytes());
        assertThat(HeapNeed.viewersIn(need)).isGreaterThanOrEqualTo(viewers);
        assertThat(HeapNeed.viewersIn(HeapNeed.LEAST_MEGABYTES - 1)).isZero();
    }
}
