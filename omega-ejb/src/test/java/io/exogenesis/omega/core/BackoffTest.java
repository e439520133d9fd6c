package io.exogenesis.omega.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration BASE = Duration.ofSeconds(2);
    private static final Duration CAP = Duration.ofMinutes(1);

    // A pause that overflows or shrinks would turn a broken disk into a busy loop.
    @Property
    void after_anyNumberOfFailures_isBetweenHalfAndTheWholeOfTheDoubledPause(
            @ForAll @IntRange(min = 1) int failures, @ForAll long seed) {
        Duration pause = new Backoff(BASE, CAP, new Random(seed)).after(failures);

        long whole = failures > 5 ? CAP.toMillis() : BASE.toMillis() << (failures - 1);
        assertThat(pause.toMillis()).isBetween(whole / 2, whole);
    }

    @Test
    void capBelowBase_isRefused() {
        assertThatThrownBy(() -> new Backoff(CAP, BASE, new Random(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
