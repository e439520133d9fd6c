package io.exogenesis.omega.ops.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final RestartPolicy policy = new RestartPolicy(() -> now);

    private Duration endAfter(Duration ready) {
        policy.ready();
        now = now.plus(ready);
        return policy.ended().orElseThrow();
    }

    @Test
    void ended_soonAfterReady_pausesDoubleUpToTheLongest() {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            seconds.add(endAfter(Duration.ofSeconds(5)).toSeconds());
        }
        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
    }

    /** A Core that falls once a week must not wait for the sum of a year's falls. */
    @Test
    void ended_afterAHealthyWhile_beginsAnew() {
        endAfter(Duration.ofSeconds(5));
        endAfter(Duration.ofSeconds(5));
        assertThat(endAfter(RestartPolicy.HEALTHY.minusSeconds(1))).isEqualTo(Duration.ofSeconds(4));
        assertThat(endAfter(RestartPolicy.HEALTHY)).isEqualTo(RestartPolicy.FIRST_PAUSE);
    }

    @Test
    void ended_neverReady_givenUpAfterTheMost() {
        Duration sum = Duration.ZERO;
        for (int i = 1; i < RestartPolicy.MOST_FAILED_STARTS; i++) {
            sum = sum.plus(policy.ended().orElseThrow());
        }
        assertThat(sum).isEqualTo(Duration.ofSeconds(511));
        assertThat(policy.ended()).isEmpty();
    }

    /** Load that kills it again and again may pass; a wrong setting does not: only failed starts in a row are counted. */
    @Test
    void ended_readyInBetween_isNeverGivenUp() {
        for (int i = 0; i < 100; i++) {
            for (int failed = 1; failed < RestartPolicy.MOST_FAILED_STARTS; failed++) {
                assertThat(policy.ended()).isPresent();
            }
            assertThat(Optional.of(endAfter(Duration.ofSeconds(1)))).isPresent();
        }
    }
}
