package io.exogenesis.omega.lab.heal.fault;

import io.exogenesis.omega.core.aggregate.AggregationTimer;
import io.exogenesis.omega.core.metrics.RoundWatch;
import io.exogenesis.omega.lab.heal.subject.Subject;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** The server forgets the timer that calls for rounds. */
final class TimerStuck implements Fault {
    private final Subject subject;
    private final SplittableRandom random;

    TimerStuck(Subject subject, SplittableRandom random) {
        this.subject = subject;
        this.random = random;
    }

    @Override
    public String inject() {
        RoundWatch watch = subject.core().get(RoundWatch.class);
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_000)).toNanos());
        // while a round runs no timer is armed, and its end would arm one
        while (watch.status().running().isPresent()
                || subject.surroundings().timers().lose(AggregationTimer.class) == 0) {
            LockSupport.parkNanos(1_000_000);
        }
        return "the timer of the rounds is gone";
    }

    @Override
    public List<String> broken() {
        return List.of();
    }
}
