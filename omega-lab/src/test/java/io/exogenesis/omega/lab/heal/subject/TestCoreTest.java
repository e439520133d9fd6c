package io.exogenesis.omega.lab.heal.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.aggregate.AggregationTimer;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.lifecycle.CoreLifecycle;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCoreTest {
    /** Would catch a bean of the product that cannot be wired without a server. */
    @Test
    void start_coreIsUp_andItsTimersAreArmed(@TempDir Path dir) {
        try (TestCore core = TestCore.start(CoreSettings.of(dir))) {
            assertThat(core.get(CoreLifecycle.class).isStarted()).isTrue();
            assertThat(core.surroundings().timers().lose(AggregationTimer.class))
                    .isEqualTo(1);
        }
    }
}
