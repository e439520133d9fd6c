package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.config.CoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AggregationScheduleTest {
    private final CoreSettings settings = CoreSettings.of(Path.of("data"));
    private final Duration interval = settings.aggregate().interval();
    private final AggregationSchedule schedule = new AggregationSchedule(settings, new Random(4));

    /** Would catch a poisoned epoch that costs minutes of every interval. */
    @Test
    void nextRound_afterFailures_restsLongerUpToTenIntervals() {
        assertThat(schedule.nextRound(0)).isEqualTo(interval);
        assertThat(schedule.nextRound(1)).isBetween(interval.dividedBy(2), interval);
        assertThat(schedule.nextRound(3)).isBetween(interval.multipliedBy(2), interval.multipliedBy(4));
        assertThat(schedule.nextRound(100)).isBetween(interval.multipliedBy(5), interval.multipliedBy(10));
    }
}
