package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.viewer.RetryPolicy;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffPropertyTest {
    private static final RetryPolicy POLICY = new RetryPolicy(9, Duration.ofMillis(100), Duration.ofSeconds(5));

    @Property(tries = 200)
    void after_anyAttempt_withinTheDoublingLimitAndTheCap(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int attempt) {
        Duration pause = new Backoff(POLICY, new Random(seed)).after(attempt, Duration.ZERO);
        double limit = Math.min(5_000, 100 * Math.pow(2, attempt - 1));
        assertThat(pause.toMillis()).isBetween(0L, (long) limit);
    }

    @Property(tries = 50)
    void after_coreAsksForMore_waitsThatLongButNeverBeyondTheCap(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 20_000) int asked) {
        Duration pause = new Backoff(POLICY, new Random(seed)).after(1, Duration.ofMillis(asked));
        assertThat(pause.toMillis()).isBetween((long) Math.min(asked, 5_000), 5_000L);
    }

    /** Full jitter: clients that failed together must not come back together. */
    @Example
    void after_manyClients_spreadOverTheWholeRange() {
        Backoff backoff = new Backoff(POLICY, new Random(1));
        long[] buckets = new long[4];
        for (int n = 0; n < 4_000; n++) {
            buckets[(int) Math.min(3, backoff.after(4, Duration.ZERO).toMillis() / 200)]++;
        }
        for (long count : buckets) {
            assertThat(count).isGreaterThan(800);
        }
    }
}
