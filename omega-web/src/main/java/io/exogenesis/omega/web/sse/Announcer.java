package io.exogenesis.omega.web.sse;

import io.exogenesis.omega.core.bank.BankUpdated;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Passes the Core's announcements on to all listeners, and remembers the newest {@value #REMEMBERED} for those who come back.
 *
 * <p>It runs on the thread of the round, so it only enqueues.
 */
@ApplicationScoped
public class Announcer {
    static final int REMEMBERED = 256;
    private static final long HEARTBEAT_SECONDS = 20;

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Deque<Announcement> recent = new ArrayDeque<>();

    @Resource
    @Nullable
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> heartbeat;

    @PostConstruct
    void start() {
        if (scheduler != null) {
            heartbeat = scheduler.scheduleAtFixedRate(
                    this::heartbeat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        }
    }

    @PreDestroy
    void stop() {
        if (heartbeat != null) {
            heartbeat.cancel(false);
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

    /** Lets a listener in, and tells it first what it missed after the event {@code lastSeen}. */
    void join(Listener listener, long lastSeen) {
        synchronized (recent) {
            List<Announcement> missed =
                    recent.stream().filter(a -> a.id() > lastSeen).toList();
            // Of a long absence only the end matters: the next pull brings the rest anyway.
            missed.subList(Math.max(0, missed.size() - Listener.MAX_QUEUED / 2), missed.size())
                    .forEach(listener::tell);
            listeners.add(listener);
        }
    }

    private void heartbeat() {
        listeners.removeIf(Listener::closed);
        listeners.forEach(Listener::heartbeat);
    }
}
