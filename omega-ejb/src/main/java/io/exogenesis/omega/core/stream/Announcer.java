package io.exogenesis.omega.core.stream;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.bank.BankUpdated;
import io.exogenesis.omega.core.distribute.DistributionCall;
import io.exogenesis.omega.core.door.Doors;
import io.exogenesis.omega.core.door.StreamDoor;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Passes the Core's announcements on to all listeners, and remembers the newest {@value #REMEMBERED} for those who come back.
 *
 * <p>It runs on the thread of the round, so it only enqueues; what may wait for a reader is done on virtual threads. Streams are
 * bounded: {@value #MAX_STREAMS} in all, and of one caller {@value #MAX_OF_ONE}, of which a further one takes the place of the
 * oldest: a device that lost its connection is not kept out by what is left of it.
 */
@ApplicationScoped
public class Announcer implements StreamDoor {
    static final int REMEMBERED = 256;
    /** More than the {@code omega.http.max-connections} of a port by default. A stream that is idle holds some kilobytes. */
    static final int MAX_STREAMS = 5_000;

    static final int MAX_OF_ONE = 4;
    private static final Logger LOG = Logger.getLogger(Announcer.class.getName());
    private static final long HEARTBEAT_SECONDS = 20;
    /** A removed viewer hears nothing from then on: a look at its token costs a digest and a look into a map. */
    private static final long CHECK_SECONDS = 1;

    private final Supplier<BankHead> head;
    /** Guards all that follows. */
    private final Object lock = new Object();

    private final Deque<Announcement> recent = new ArrayDeque<>();
    /** Oldest first. */
    private final Map<String, Deque<Listener>> byOwner = new HashMap<>();

    private int streams;

    @Resource
    @Nullable
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> heartbeat;
    private @Nullable ScheduledFuture<?> check;

    /** For the container's proxies, which run no method of their own. */
    protected Announcer() {
        this(() -> {
            throw new IllegalStateException("a proxy has no store");
        });
    }

    @Inject
    public Announcer(BankStore store) {
        this(store::head);
    }

    /** @param head where the bank is, for listeners who come back to a process that has announced nothing yet */
    Announcer(Supplier<BankHead> head) {
        this.head = head;
    }

    /** Healing asks it for readers who do not read. */
    @Inject
    void enrol(Doors doors) {
        doors.enrol(this);
    }

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
        all().forEach(Listener::close);
    }

    void announce(@Observes(during = TransactionPhase.AFTER_SUCCESS) BankUpdated updated) {
        Announcement news = Announcement.of(updated);
        synchronized (lock) {
            recent.add(news);
            if (recent.size() > REMEMBERED) {
                recent.remove();
            }
            // Inside, so that a listener that joins now hears of it once: from here or from the remembered ones.
            each(all(), l -> l.tell(news));
        }
    }

    /** Not remembered: who comes back later syncs anyway. */
    void announce(@Observes DistributionCall call) {
        Announcement news = Announcement.of(call);
        List<Listener> meant =
                all().stream().filter(l -> !l.closed() && call.isFor(l.owner())).toList();
        each(meant, l -> {
            l.tell(news);
            call.told(l.owner());
        });
    }

    /**
     * Lets a listener in, and tells it first what it missed: all of it, or where the bank is now if that is not known any more.
     *
     * @param lastSeen what it says that it saw last, in whatever form; null: it hears of what comes from now on
     * @throws RefusedException {@code RATE_LIMITED} if there are too many streams
     */
    public void join(Listener listener, @Nullable String lastSeen) {
        Announcement before = lastSeen == null ? null : newest();
        synchronized (lock) {
            makeRoom(listener.owner());
            listener.open();
            if (before != null && lastSeen != null) {
                missed(before, lastSeen).forEach(listener::tell);
            }
            byOwner.computeIfAbsent(listener.owner(), o -> new ArrayDeque<>()).add(listener);
            streams++;
        }
    }

    /** The store is asked only until the first round of this process. */
    private Announcement newest() {
        synchronized (lock) {
            if (!recent.isEmpty()) {
                return recent.getLast();
            }
        }
        return Announcement.behind(head.get());
    }

    /** @param before where the bank was when the listener came */
    private List<Announcement> missed(Announcement before, String lastSeen) {
        Announcement newest = recent.isEmpty() ? before : recent.getLast();
        long now = newest.id().round();
        Optional<EventId> seen = EventId.read(lastSeen, newest.id().bankId())
                .filter(id -> id.bankId().equals(newest.id().bankId()) && id.round() <= now);
        if (seen.isPresent() && seen.get().round() == now) {
            return List.of();
        }
        long from = seen.map(EventId::round).orElse(Long.MIN_VALUE);
        List<Announcement> later =
                recent.stream().filter(a -> a.id().round() > from).toList();
        // Of a long absence only where it led to matters: the next pull brings the rest anyway.
        boolean all = seen.isPresent() && later.size() == now - from && later.size() <= Listener.MAX_QUEUED / 2;
        return all ? later : List.of(newest.behind());
    }

    private void makeRoom(String owner) {
        Deque<Listener> own = byOwner.getOrDefault(owner, new ArrayDeque<>());
        while (own.size() >= MAX_OF_ONE) {
            own.remove().close();
            streams--;
        }
        if (streams >= MAX_STREAMS) {
            forgetClosed();
        }
        if (streams >= MAX_STREAMS) {
            throw new RefusedException(
                    Refusal.Code.RATE_LIMITED,
                    "there are " + MAX_STREAMS + " event streams already: sync by the interval",
                    Duration.ofSeconds(HEARTBEAT_SECONDS));
        }
    }

    /** Of at most {@value #MAX_STREAMS}: each second, and for who comes when there is no room. */
    private void forgetClosed() {
        byOwner.values().removeIf(own -> {
            int before = own.size();
            own.removeIf(Listener::closed);
            streams -= before - own.size();
            return own.isEmpty();
        });
    }

    private List<Listener> all() {
        synchronized (lock) {
            return byOwner.values().stream().flatMap(Deque::stream).toList();
        }
    }

    int streams() {
        synchronized (lock) {
            return streams;
        }
    }

    void heartbeat() {
        each(all(), Listener::heartbeat);
        forget();
    }

    /** Ends the streams of those who may not listen any more. */
    void check() {
        each(all(), Listener::check);
        forget();
    }

    private List<Listener> slowerThan(Duration time) {
        return all().stream().filter(l -> l.stalled(time)).toList();
    }

    @Override
    public int stalled(Duration time) {
        return slowerThan(time).size();
    }

    @Override
    public int dropStalled(Duration time) {
        List<Listener> slow = slowerThan(time);
        slow.forEach(Listener::close);
        forget();
        return slow.size();
    }

    private void forget() {
        synchronized (lock) {
            forgetClosed();
        }
    }

    /** What goes wrong with one costs no other anything; and an exception would end the schedule, with every later run. */
    private static void each(List<Listener> listeners, Consumer<Listener> work) {
        for (Listener listener : listeners) {
            try {
                work.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "an event stream is given up", e);
                listener.close();
            }
        }
    }
}
