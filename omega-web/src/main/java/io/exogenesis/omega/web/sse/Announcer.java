package io.exogenesis.omega.web.sse;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.bank.BankUpdated;
import io.exogenesis.omega.core.distribute.DistributionCall;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Passes the Core's announcements on to all listeners, and remembers the newest {@value #REMEMBERED} for those who come back.
 *
 * <p>It runs on the thread of the round, so it only enqueues. Streams are bounded: {@value #MAX_STREAMS} in all, and of one
 * caller {@value #MAX_OF_ONE}, of which a further one takes the place of the oldest: a device that lost its connection is not
 * kept out by what is left of it.
 */
@ApplicationScoped
public class Announcer {
    static final int REMEMBERED = 256;
    static final int MAX_STREAMS = 2_000;
    static final int MAX_OF_ONE = 4;
    private static final Logger LOG = Logger.getLogger(Announcer.class.getName());
    private static final long HEARTBEAT_SECONDS = 20;

    /** In the order in which they came; changed only under the lock of the remembered ones. */
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    private final Deque<Announcement> recent = new ArrayDeque<>();

    @Resource
    @Nullable
    ManagedScheduledExecutorService scheduler;

    /** A removed viewer hears nothing from then on: a look at its token costs a digest and a look into a map. */
    private static final long CHECK_SECONDS = 1;

    private @Nullable ScheduledFuture<?> heartbeat;
    private @Nullable ScheduledFuture<?> check;

    @PostConstruct
    void start() {
        if (scheduler != null) {
            heartbeat = scheduler.scheduleAtFixedRate(
                    this::heartbeat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
            check = scheduler.scheduleAtFixedRate(this::check, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
        }
    }

    @PreDestroy
    void stop() {
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
        if (check != null) {
            check.cancel(false);
        }
        listeners.forEach(Listener::close);
    }

    void announce(@Observes(during = TransactionPhase.AFTER_SUCCESS) BankUpdated updated) {
        Announcement news = Announcement.of(updated);
        synchronized (recent) {
            recent.add(news);
            if (recent.size() > REMEMBERED) {
                recent.remove();
            }
            // Inside, so that a listener that joins now hears of it once: from here or from the remembered ones.
            listeners.forEach(l -> l.tell(news));
        }
    }

    /** Not remembered: who comes back later syncs anyway. */
    void announce(@Observes DistributionCall call) {
        Announcement news = Announcement.of(call);
        listeners.stream().filter(l -> !l.closed() && call.isFor(l.owner())).forEach(l -> {
            l.tell(news);
            call.told(l.owner());
        });
    }

    /**
     * Lets a listener in, and tells it first what it missed after the event {@code lastSeen}.
     *
     * @throws RefusedException {@code RATE_LIMITED} if there are too many streams
     */
    void join(Listener listener, long lastSeen) {
        synchronized (recent) {
            makeRoom(listener.owner());
            listener.open();
            List<Announcement> missed =
                    recent.stream().filter(a -> a.id() > lastSeen).toList();
            // Of a long absence only the end matters: the next pull brings the rest anyway.
            missed.subList(Math.max(0, missed.size() - Listener.MAX_QUEUED / 2), missed.size())
                    .forEach(listener::tell);
            listeners.add(listener);
        }
    }

    private void makeRoom(String owner) {
        List<Listener> own =
                listeners.stream().filter(l -> l.owner().equals(owner)).toList();
        for (Listener oldest : own.subList(0, Math.max(0, own.size() - (MAX_OF_ONE - 1)))) {
            listeners.remove(oldest);
            oldest.close();
        }
        if (listeners.size() >= MAX_STREAMS) {
            listeners.removeIf(Listener::closed);
        }
        if (listeners.size() >= MAX_STREAMS) {
            throw new RefusedException(
                    Refusal.Code.RATE_LIMITED,
                    "there are " + MAX_STREAMS + " event streams already: sync by the interval",
                    Duration.ofSeconds(HEARTBEAT_SECONDS));
        }
    }

    int streams() {
        return listeners.size();
    }

    void heartbeat() {
        each(Listener::heartbeat);
    }

    /** Ends the streams of those who may not listen any more. */
    void check() {
        each(Listener::check);
    }

    /** An exception would end the schedule, and with it every later run. Of at most {@value #MAX_STREAMS}. */
    private void each(Consumer<Listener> work) {
        for (Listener listener : listeners) {
            try {
                work.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "an event stream is given up", e);
                listener.close();
            }
        }
        synchronized (recent) {
            listeners.removeIf(Listener::closed);
        }
    }
}
