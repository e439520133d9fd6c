package io.exogenesis.omega.core.healing.sense;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RecordingMetrics;
import io.exogenesis.omega.core.TestClock;
import io.exogenesis.omega.core.metrics.RoundWatch;
import io.exogenesis.omega.core.port.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SensorsTest {
    private final TestClock clock = new TestClock();
    private final RoundWatch rounds = new RoundWatch(clock, new RecordingMetrics());
    private final BacklogSensor backlog = new BacklogSensor();

    private Sample.Backlog read(long accepted, long second) {
        return backlog.read(accepted, rounds.status(), Duration.ofSeconds(second));
    }

    @Test
    void backlog_whatCameWhileARoundRan_waitsForTheNext() {
        assertThat(read(0, 0)).isEqualTo(new Sample.Backlog(0, 0));
        assertThat(read(5, 1)).isEqualTo(new Sample.Backlog(5, 0));
        rounds.began(clock.instant());
        assertThat(read(8, 4)).isEqualTo(new Sample.Backlog(8, 3));
        rounds.succeeded(Duration.ofSeconds(3), 1, 1);
        assertThat(read(8, 7)).as("three came with the tick at which it ran").isEqualTo(new Sample.Backlog(3, 6));
        clock.advance(Duration.ofSeconds(1));
        rounds.began(clock.instant());
        rounds.succeeded(Duration.ofMillis(1), 1, 1);
        assertThat(read(8, 8)).as("came and went between two ticks").isEqualTo(new Sample.Backlog(0, 0));
    }

    // A failed round has read nothing for good.
    @Test
    void backlog_failedRound_goesOnWaiting() {
        read(0, 0);
        read(5, 1);
        rounds.began(clock.instant());
        read(5, 2);
        rounds.failed("no");
        assertThat(read(5, 30)).isEqualTo(new Sample.Backlog(5, 29));
    }

    @Test
    void recall_ofAnIndexThatHasAllPatterns_isOne_andUnknownWhileTheBankIsEmpty() {
        CoreFixture core = CoreFixture.inMemory();
        RecallProbe probe = new RecallProbe(core.bank);
        assertThat(probe.read()).isNaN();
        for (int i = 0; i < 3; i++) {
            core.push(core.session(core.register()), Samples.pattern(1, Samples.near(1, i), .9));
        }
        core.rounds.runNow(true);
        assertThat(core.bank.size()).isPositive();
        double seen = Double.NaN;
        for (int i = 0; i < RecallProbe.PERIOD; i++) {
            seen = probe.read();
        }
        assertThat(seen).isEqualTo(1);
    }
}
