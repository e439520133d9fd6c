package io.exogenesis.omega.core.healing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.GuardedClock;
import io.exogenesis.omega.core.healing.HealingRule.Symptom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockSkewRuleTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private Instant wall = START;
    private long mono = -7;
    private final GuardedClock clock = new GuardedClock(() -> wall, () -> mono);
    private final ClockSkewRule rule = new ClockSkewRule(clock);

    /** Both clocks go on, and somebody asks for the time each second. */
    private void pass(Duration time) {
        for (long s = 0; s < time.toSeconds(); s++) {
            Instant before = clock.instant();
            wall = wall.plusSeconds(1);
            mono += 1_000_000_000L;
            assertThat(clock.instant()).isAfterOrEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, -3_600, -3, 3, 3_600, 86_400})
    void heal_wallClockJumps_timeGoesOnAsBefore_andTheJumpIsToldOnce(long seconds) {
        pass(Duration.ofSeconds(10));
        assertThat(rule.look()).isEmpty();
        wall = wall.plusSeconds(seconds);
        pass(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(15));

        Symptom seen = rule.look().orElseThrow();
        assertThat(seen.reason()).contains(Math.abs(seconds) + " s " + (seconds < 0 ? "back" : "ahead"));
        rule.heal(seen);
        assertThat(rule.look()).isEmpty();

        wall = wall.minusSeconds(seconds);
        pass(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(20)).isEqualTo(wall);
        assertThat(rule.look()).isEmpty();
    }

    /** A machine that slept: its monotonic clock did, too. */
    @Test
    void instant_jumpAheadIsConfirmed_isFollowed() {
        wall = wall.plusSeconds(8 * 3_600);
        pass(Duration.ofMinutes(1));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));
        pass(Duration.ofMinutes(2));
        assertThat(clock.instant()).isEqualTo(wall);
        assertThat(clock.jump()).isEmpty();
    }

    /** Would catch time that goes back, for which every rate limit and each token would have to wait. */
    @Test
    void instant_jumpBackIsConfirmed_timeRunsSlowlyUntilBothAgree() {
        wall = wall.minusSeconds(60);
        pass(Duration.ofMinutes(2));
        Instant confirmed = clock.instant();
        pass(Duration.ofSeconds(60));
        assertThat(Duration.between(confirmed, clock.instant()))
                .isBetween(Duration.ofSeconds(29), Duration.ofSeconds(32));
        pass(Duration.ofSeconds(80));
        assertThat(clock.instant()).isEqualTo(wall);
        assertThat(clock.jump()).isEmpty();
    }

    @Test
    void look_wallClockGoesOnJumping_theFaultComesBack() {
        wall = wall.plusSeconds(100);
        rule.heal(rule.look().orElseThrow());
        assertThat(rule.look()).isEmpty();
        pass(Duration.ofSeconds(1));
        wall = wall.minusSeconds(1_000);
        assertThat(rule.look()).isPresent();
    }

    /** A time service that sets the clock right step by step, and a leap second, are no jumps. */
    @Test
    void look_smallSteps_seesNothing() {
        for (int i = 0; i < 50; i++) {
            wall = wall.plusMillis(i % 2 == 0 ? 900 : -900);
            pass(Duration.ofSeconds(1));
            assertThat(rule.look()).isEmpty();
        }
    }
}
