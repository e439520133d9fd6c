package io.exogenesis.omega.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.LogLines;
import io.exogenesis.omega.core.RecordingMetrics;
import io.exogenesis.omega.core.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundWatchTest {
    private final TestClock clock = new TestClock();
    private final RecordingMetrics metrics = new RecordingMetrics();
    private final RoundWatch watch = new RoundWatch(clock, metrics);

    /** Would catch a Core that computes for minutes and looks idle. */
    @Test
    void running_isToldWithItsAgePhaseAndShare() {
        watch.began(clock.instant());
        watch.phase("deciding", 25, 100);
        clock.advance(Duration.ofSeconds(90));

        RoundStatus.Running running = watch.status().running().orElseThrow();
        assertThat(running.phase()).isEqualTo("deciding");
        assertThat(running.share()).isEqualTo(.25);
        assertThat(metrics.gauge(Metric.ROUND_RUNNING_SECONDS)).isEqualTo(90);
        assertThat(metrics.gauge(Metric.ROUND_SHARE_DONE)).isEqualTo(.25);
    }

    /** Would catch a round that an operator asked for, after which nobody says when the timer calls again. */
    @Test
    void nextAttempt_aRoundInBetween_isStillTold() {
        var next = clock.instant().plusSeconds(300);
        watch.nextAttempt(next);
        watch.began(clock.instant());
        watch.succeeded(Duration.ofSeconds(1), 3, 4);
        assertThat(watch.status().nextAttempt()).contains(next);
        watch.began(clock.instant());
        watch.failed("the disk is full");
        assertThat(watch.status().nextAttempt()).contains(next);
    }

    @Test
    void failed_again_keepsSinceWhen_andASuccessForgetsIt() {
        watch.began(clock.instant());
        watch.failed("the disk is full");
        var first = clock.instant();
        clock.advance(Duration.ofMinutes(5));
        watch.began(clock.instant());
        watch.failed("still full\nat line 2");

        RoundStatus failing = watch.status();
        assertThat(failing.failures()).isEqualTo(2);
        assertThat(failing.failingSince()).contains(first);
        assertThat(failing.lastFailure()).isEqualTo("still full");
        assertThat(failing.failingLongerThan(Duration.ofMinutes(4), clock.instant()))
                .isTrue();
        assertThat(failing.failingLongerThan(Duration.ofMinutes(6), clock.instant()))
                .isFalse();
        assertThat(metrics.count(Metric.ROUND_FAILURES)).isEqualTo(2);
        assertThat(metrics.gauge(Metric.ROUND_FAILURES_IN_A_ROW)).isEqualTo(2);

        watch.began(clock.instant());
        watch.succeeded(Duration.ofSeconds(1), 3, 4);

        assertThat(watch.status().failures()).isZero();
        assertThat(watch.status().lastFailure()).isEmpty();
        assertThat(watch.status().failingLongerThan(Duration.ZERO, clock.instant()))
                .isFalse();
        clock.advance(Duration.ofSeconds(7));
        assertThat(metrics.gauge(Metric.ROUND_LAST_SUCCESS_AGE)).isEqualTo(7);
    }

    /** Would catch a start at which the titles are still being embedded and every probe calls that a failure. */
    @Test
    void postponed_isNoFailure() {
        watch.began(clock.instant());
        watch.postponed("the catalogue is being embedded: 3 of 10 titles");

        assertThat(watch.status().failures()).isZero();
        assertThat(watch.status().running()).isEmpty();
        assertThat(watch.status().postponed()).contains("3 of 10");
        assertThat(metrics.count(Metric.ROUND_POSTPONED)).isEqualTo(1);
    }

    /** Would catch a log that fills with progress, and one that never says that a round runs. */
    @Test
    void report_onlyOfALongRound_onceAPeriod() {
        try (LogLines lines = LogLines.of(RoundWatch.class)) {
            watch.began(clock.instant());
            watch.report();
            assertThat(lines.all()).isEmpty();
            clock.advance(RoundWatch.LONG);
            watch.report();
            watch.report();
            assertThat(lines.all()).hasSize(1);
            clock.advance(RoundWatch.LONG);
            watch.report();
            assertThat(lines.all()).hasSize(2);
            watch.succeeded(Duration.ofSeconds(1), 3, 4);
            clock.advance(RoundWatch.LONG);
            watch.report();
            assertThat(lines.all()).hasSize(2);
        }
    }
}
