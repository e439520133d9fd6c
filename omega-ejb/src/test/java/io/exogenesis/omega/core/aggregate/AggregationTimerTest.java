package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.lifecycle.CoreLifecycle;
import jakarta.ejb.NoSuchObjectLocalException;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerService;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AggregationTimerTest {
    private final CoreFixture core = CoreFixture.inMemory();
    /** Pauses of the timers that are armed, milliseconds. */
    private final List<Long> armed = new ArrayList<>();

    private final AggregationTimer timer = timer();

    private AggregationTimer timer() {
        AggregationTimer made = new AggregationTimer();
        made.timers = (TimerService) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TimerService.class}, (p, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("createSingleActionTimer");
                    return armed((Long) arguments[0]);
                });
        made.settings = core.settings;
        made.lifecycle = new CoreLifecycle();
        made.rounds = core.rounds;
        made.schedule = new AggregationSchedule(core.settings, new Random(1));
        made.watch = core.watch;
        made.clock = core.clock;
        return made;
    }

    private Timer armed(Long pause) {
        armed.add(pause);
        return (Timer) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Timer.class}, (p, method, arguments) -> {
                    if (!armed.remove(pause)) {
                        throw new NoSuchObjectLocalException("it is over");
                    }
                    return null;
                });
    }

    /** Would catch a second chain of timers, each of which arms the next for ever. */
    @Test
    void rearm_whateverBecameOfTheFormer_thereIsOneTimer() {
        timer.start();
        long usual = armed.getFirst();
        timer.rearm();
        assertThat(armed).containsExactly(0L);
        // the former one was just firing
        timer.fire();
        assertThat(armed).containsExactly(usual);
        armed.clear(); // fired
        timer.fire();
        timer.fire();
        assertThat(armed).containsExactly(usual);
        armed.clear(); // lost
        timer.rearm();
        assertThat(armed).containsExactly(0L);
        assertThat(core.watch.status().nextAttempt()).contains(core.clock.instant());
    }
}
