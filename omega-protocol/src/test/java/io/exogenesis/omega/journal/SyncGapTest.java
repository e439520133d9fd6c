package io.exogenesis.omega.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncGapTest {
    private final List<Long> pauses = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5; // nanoTime may overflow

    private SyncGap gap(long nanos) {
        return new SyncGap(Duration.ofNanos(nanos), () -> now, pause -> {
            pauses.add(pause);
            now += pause;
        });
    }

    @Test
    void await_oneRightAfterAnother_waitsForTheRestOfTheGap() {
        SyncGap gap = gap(100);
        gap.await();
        now += 30;
        gap.await();
        now += 250;
        gap.await();
        assertThat(pauses).containsExactly(70L);
    }

    @Test
    void await_noGap_neverWaits() {
        SyncGap gap = gap(0);
        gap.await();
        gap.await();
        assertThat(pauses).isEmpty();
    }
}
