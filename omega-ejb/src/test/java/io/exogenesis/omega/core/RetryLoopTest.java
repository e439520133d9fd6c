package io.exogenesis.omega.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryLoopTest {
    private final TestClock clock = new TestClock();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Runnable> scheduled = new ArrayList<>();
    private int worksFrom = 3;
    private int attempts;

    private final RetryLoop loop = new RetryLoop(
            this::work,
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(5)),
            (pause, work) -> {
                pauses.add(pause);
                scheduled.add(work);
            },
            clock);

    private void work() {
        attempts++;
        if (attempts < worksFrom) {
            throw new CoreException("attempt " + attempts + " failed");
        }
    }

    /** Would catch a port that is given up after the first failure. */
    @Test
    void run_failsTwice_isTriedUntilItWorks_andThenNoMore() {
        loop.run();
        assertThat(loop.failure()).isEqualTo("attempt 1 failed");
        assertThat(loop.next()).contains(clock.instant().plus(pauses.getFirst()));
        scheduled.removeFirst().run();
        assertThat(loop.failures()).isEqualTo(2);
        scheduled.removeFirst().run();

        assertThat(loop.failure()).isEmpty();
        assertThat(loop.next()).isEmpty();
        assertThat(scheduled).isEmpty();
        loop.run();
        assertThat(attempts).isEqualTo(3);
    }

    /** Would catch a port that is opened behind a Core that has stopped. */
    @Test
    void stop_betweenTwoAttempts_theNextOneDoesNothing() {
        loop.run();
        loop.stop();
        scheduled.removeFirst().run();

        assertThat(attempts).isEqualTo(1);
        assertThat(loop.next()).isEmpty();
    }
}
