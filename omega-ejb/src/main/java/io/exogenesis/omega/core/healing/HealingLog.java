package io.exogenesis.omega.core.healing;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.healing.HealingEvent.By;
import io.exogenesis.omega.core.healing.HealingEvent.Outcome;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The latest {@value #KEPT} healing events, kept in {@code DATA/healing/events.jsonl}. A disk that does not take an event does not keep
 * it from being told: it is in memory, and the failure is counted. Safe for concurrent use.
 */
@Singleton
public class HealingLog {
    /** About 300 bytes each: a third of a megabyte, and weeks of a Core that is mostly well. */
    public static final int KEPT = 1_000;

    private static final System.Logger LOG = System.getLogger(HealingLog.class.getName());

    private final InstantSource clock;
    private final CoreMetrics metrics;
    private final Optional<EventFile> file;
    private final Deque<HealingEvent> events = new ArrayDeque<>();
    private final List<Consumer<HealingEvent>> listeners = new CopyOnWriteArrayList<>();
    private long last;
    private boolean failing;

    @Inject
    public HealingLog(CoreSettings settings, CoreMetrics metrics, InstantSource clock) {
        this(
                Optional.of(new EventFile(
                        settings.server().data().resolve("healing").resolve("events.jsonl"), KEPT)),
                metrics,
                clock);
    }

    /** In memory alone. */
    public HealingLog(InstantSource clock) {
        this(Optional.empty(), CoreMetrics.NONE, clock);
    }

    HealingLog(Optional<EventFile> file, CoreMetrics metrics, InstantSource clock) {
        this.file = file;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Reads what an earlier process kept; before the first event. A file that cannot be read is counted, and no reason not to start. */
    public void open() {
        synchronized (events) {
            file.ifPresent(f -> {
                try {
                    events.addAll(f.read());
                    last = events.stream().mapToLong(HealingEvent::number).max().orElse(0);
                } catch (IOException | RuntimeException e) {
                    failed(e);
                }
            });
        }
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
            keep(event);
        }
        metrics.count(Metric.HEALING_EVENTS, outcome.name().toLowerCase(Locale.ROOT), 1);
        listeners.forEach(l -> l.accept(event));
        return event;
    }

    private void keep(HealingEvent event) {
        file.ifPresent(f -> {
            try {
                f.append(event, events);
                failing = false;
            } catch (IOException | CoreException e) {
                failed(e);
            }
        });
    }

    /** One line for each time that it begins to fail. */
    private void failed(Exception e) {
        metrics.count(Metric.HEALING_FAILURES, "log", 1);
        if (!failing) {
            LOG.log(Level.WARNING, "healing events are in memory alone: {0}", String.valueOf(e.getMessage()));
        }
        failing = true;
    }

    /** At most so many, the newest first. */
    public List<HealingEvent> latest(int most) {
        synchronized (events) {
            List<HealingEvent> all = new ArrayList<>(events);
            return all.reversed().stream().limit(most).toList();
        }
    }

    /** Number of the newest event; 0 if there is none. */
    public long newest() {
        synchronized (events) {
            return last;
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
