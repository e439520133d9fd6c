package io.exogenesis.omega.core.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.TestClock;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.RoundWatch;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AggregationHealthTest {
    private final TestClock clock = new TestClock();
    private final RoundWatch watch = new RoundWatch(clock, CoreMetrics.NONE);
    private final AggregationHealth health = new AggregationHealth(CoreSettings.of(Path.of("data")), watch, clock);

    /** Would catch a Core that is ready while no round has come to an end for hours. */
    @Test
    void check_roundsFailForLongerThanTheGrace_isDownWithTheReason() {
        fail();
        assertThat(health.check().up()).as("one failure is an accident").isTrue();
        assertThat(health.check().detail()).contains("1 round failed", "the disk is full");

        clock.advance(health.grace().plusSeconds(1));
        fail();

        assertThat(health.check().up()).isFalse();
        assertThat(health.check().detail()).contains("2 rounds failed", "the disk is full");
        watch.began(clock.instant());
        assertThat(health.check().up()).as("an attempt mends nothing").isFalse();
        watch.succeeded(Duration.ofSeconds(1), 3, 4);
        assertThat(health.check().up()).isTrue();
    }

    /** Would catch a check that takes a large epoch for a fault. */
    @Test
    void check_aRoundRunsForHours_isUpAndSaysSo() {
        watch.began(clock.instant());
        watch.phase("deciding", 0, 0);
        clock.advance(Duration.ofHours(3));

        assertThat(health.check().up()).isTrue();
        assertThat(health.check().detail()).contains("10800 s", "deciding");
    }

    @Test
    void check_roundsWaitForTheCatalogue_isUpAndSaysWhy() {
        watch.began(clock.instant());
        watch.postponed("the catalogue is being embedded: 3 of 10 titles");
        clock.advance(Duration.ofHours(3));

        assertThat(health.check().up()).isTrue();
        assertThat(health.check().detail()).contains("3 of 10");
    }

    private void fail() {
        watch.began(clock.instant());
        watch.failed(new CoreException("the disk is full").toString());
    }
}
