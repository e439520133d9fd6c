package io.exogenesis.omega.core.healing;

import io.exogenesis.omega.core.healing.HealingEvent.By;
import io.exogenesis.omega.core.healing.HealingEvent.Outcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The latest {@value #KEPT} healing events. Safe for concurrent use. */
@Singleton
public class HealingLog {
    /** About 300 bytes each: a third of a megabyte, and weeks of a Core that is mostly well. */
    public static final int KEPT = 1_000;

    private final InstantSource clock;
    private final Deque<HealingEvent> events = new ArrayDeque<>();
    private final List<Consumer<HealingEvent>> listeners = new CopyOnWriteArrayList<>();
    private long last;

    @Inject
    public HealingLog(InstantSource clock) {
        this.clock = clock;
    }

    /** Writes one; listeners hear of it on this thread, after it is kept. */
    public HealingEvent write(By by, String subject, Outcome outcome, String reason, String action, String prediction) {
        HealingEvent event;
        synchronized (events) {
            event = new HealingEvent(++last, clock.instant(), by, subject, outcome, reason, action, prediction);
            if (events.size() == KEPT) {
                events.removeFirst();
            }
            events.addLast(event);
        }
        listeners.forEach(l -> l.accept(event));
        return event;
    }

    /** At most so many, the newest first. */
    public List<HealingEvent> latest(int most) {
        synchronized (events) {
            List<HealingEvent> all = new ArrayList<>(events);
            return all.reversed().stream().limit(most).toList();
        }
    }

    /** At most so many that came after the one with this number, in their order. */
    public List<HealingEvent> after(long number, int most) {
        synchronized (events) {
            return events.stream().filter(e -> e.number() > number).limit(most).toList();
        }
    }

    /** {@code listener} hears of each event from now on; it must be quick and must not throw. */
    public void listen(Consumer<HealingEvent> listener) {
        listeners.add(listener);
    }
}
