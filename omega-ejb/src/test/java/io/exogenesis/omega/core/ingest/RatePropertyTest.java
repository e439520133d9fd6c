package io.exogenesis.omega.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RatePropertyTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** In no minute does more pass than a full bucket and what flowed in meanwhile. */
    @Property(tries = 300)
    void take_anyTimes_neverMoreThanTwiceTheRateInAMinute(
            @ForAll @LongRange(min = 1, max = 1000) long perMinute,
            @ForAll @Size(max = 400) List<@IntRange(max = 2_000) Integer> pausesMillis) {
        assertAnyMinuteHasAtMost(2 * perMinute, new Rate(perMinute), pausesMillis);
    }

    @Property(tries = 300)
    void take_ofAnyMinute_neverMoreThanThatInAMinute(
            @ForAll @LongRange(min = 2, max = 1000) long most,
            @ForAll @Size(max = 400) List<@IntRange(max = 2_000) Integer> pausesMillis) {
        assertAnyMinuteHasAtMost(most, Rate.ofAnyMinute(most), pausesMillis);
    }

    private static void assertAnyMinuteHasAtMost(long most, Rate rate, List<Integer> pausesMillis) {
        RateTable<String> table = new RateTable<>(16, rate);
        List<Long> passed = new ArrayList<>();
        long now = MINUTE;
        for (int pause : pausesMillis) {
            now += Duration.ofMillis(pause).toNanos();
            if (table.take("x", 0, 1, now) == 0) {
                passed.add(now);
            }
        }
        for (long from : passed) {
            assertThat(passed.stream().filter(t -> t >= from && t < from + MINUTE))
                    .hasSizeLessThanOrEqualTo((int) most);
        }
    }

    /** A push of 100 bytes failed at 100,000,000,000 bytes a minute, which the settings let through. */
    @Property(tries = 300)
    void take_atAnyRateThatSettingsAllow_passesWhatFits(
            @ForAll @LongRange(min = 1, max = Rate.MAX_PER_MINUTE) long perMinute,
            @ForAll @LongRange(min = 1, max = 1L << 20) long units) {
        RateTable<String> table = new RateTable<>(16, new Rate(perMinute));
        long wait = table.take("x", 0, units, MINUTE);
        assertThat(wait == 0).isEqualTo(units <= perMinute);
    }

    /** Who waits as told gets through. */
    @Property(tries = 300)
    void take_afterTheWaitThatWasTold_passes(
            @ForAll @LongRange(min = 1, max = 100_000) long perMinute, @ForAll @IntRange(min = 1, max = 50) int extra) {
        RateTable<String> table = new RateTable<>(16, new Rate(perMinute));
        assertThat(table.take("x", 0, perMinute, MINUTE)).isZero();
        long units = Math.min(perMinute, extra);
        long wait = table.take("x", 0, units, MINUTE);
        assertThat(wait).isPositive();
        assertThat(table.take("x", 0, units, MINUTE + wait - 1)).isPositive();
        assertThat(table.take("x", 0, units, MINUTE + wait)).isZero();
    }

    /** Whoever has very many addresses makes the Core remember no more of them. */
    @Test
    void table_ofMoreCallersThanItHolds_staysBounded() {
        RateTable<Integer> table = new RateTable<>(64, new Rate(1));
        for (int i = 0; i < 10_000; i++) {
            table.take(i, 0, 1, MINUTE);
        }
        assertThat(table.size()).isBetween(32, 64);
        assertThat(table.take(9_999, 0, 1, MINUTE))
                .as("the newest is remembered")
                .isPositive();
    }

    @Test
    void sweep_forgetsWhoseBucketsAreFull() {
        RateTable<String> table = new RateTable<>(64, new Rate(2), new Rate(1));
        table.take("a", 0, 1, 0);
        table.take("b", 1, 1, 0);
        table.sweep(MINUTE / 2);
        assertThat(table.size()).isEqualTo(1);
        table.sweep(MINUTE);
        assertThat(table.size()).isZero();
    }

    @Test
    void rate_beyondOneUnitANanosecond_isRefused() {
        assertThatThrownBy(() -> new Rate(Rate.MAX_PER_MINUTE + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
