package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * The endpoints of a Core in order of preference. When one fails the next carries the same frames, which are idempotent; where an answer
 * is late they are sent once more, within a budget. An endpoint that failed is asked beside the syncs whether it is back, and used again
 * when it answers. The owner hears of each change once.
 */
public final class HedgedTransport implements FrameTransport {
    /**
     * So often the standby is greeted, if syncs come as often: well within the time after which either side closes a silent connection
     * (150 s), and 1 of the 120 greetings that a viewer has in a minute.
     */
    static final Duration STANDBY_EVERY = Duration.ofMinutes(1);

    private static final System.Logger LOG = System.getLogger(HedgedTransport.class.getName());

    private final List<Route> routes;
    private final InstantSource clock;
    private final boolean standby;
    private final HedgeBudget budget = new HedgeBudget();
    private final AtomicLong exchanges = new AtomicLong();
    private final AtomicLong hedged = new AtomicLong();
    private final AtomicLong failOvers = new AtomicLong();
    private final Set<Thread> beside = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<String> notes = new ArrayList<>();
    private Route last;
    private Route settled;
    private volatile boolean closed;

    /** An endpoint and what carries frames to it. */
    public record Way(URI endpoint, FrameTransport transport) {}

    /**
     * What was done since the start.
     *
     * @param endpoint that answered last; the preferred one before the first answer
     * @param exchanges begun
     * @param hedged second requests, at most two for an exchange
     * @param failOvers changes to an endpoint that is less preferred
     */
    public record Reached(URI endpoint, long exchanges, long hedged, long failOvers) {}

    /**
     * @param ways at least one, best first
     * @param standby whether a second endpoint is kept warm
     * @param random jitter of rests
     */
    public HedgedTransport(List<Way> ways, InstantSource clock, boolean standby, RandomGenerator random) {
        if (ways.isEmpty()) {
            throw new IllegalArgumentException("there must be a way to the Core");
        }
        this.routes = ways.stream()
                .map(way -> new Route(way.endpoint(), way.transport(), random))
                .toList();
        this.clock = clock;
        this.standby = standby;
        this.last = routes.getFirst();
        this.settled = last;
    }

    @Override
    public List<ServerFrame> exchange(List<ClientFrame> frames) {
        exchanges.incrementAndGet();
        budget.request();
        // the order of preference, those that failed behind the others
        List<Route> order = routes.stream()
                .sorted(Comparator.comparing(route -> !route.health().usable()))
                .toList();
        care(order, frames);
        return new HedgedExchange(order, frames, budget::take, new Account()).run();
    }

    /** On the endpoint that answered last: it is exchanges that find another one. */
    @Override
    public List<ServerFrame> held(List<ClientFrame> frames, Duration wait) {
        FrameTransport way;
        lock.lock();
        try {
            way = last.transport();
        } finally {
            lock.unlock();
        }
        return way.held(frames, wait);
    }

    /** Greets, beside the exchange, who may be back and who is to be kept warm. */
    private void care(List<Route> order, List<ClientFrame> frames) {
        List<ClientFrame> greeting =
                frames.stream().filter(ClientFrame::hasConnect).limit(1).toList();
        Instant now = clock.instant();
        if (greeting.isEmpty()) {
            return;
        }
        routes.stream()
                // whether the first is back this exchange finds out
                .filter(route -> route != order.getFirst() && route.health().beginProbe(now))
                .forEach(route -> beside(() -> probe(route, greeting)));
        if (standby) {
            order.stream()
                    .skip(1)
                    .filter(route -> route.health().usable() && route.elsewhere(order.getFirst()))
                    .findFirst()
                    .filter(route -> route.silentFor(STANDBY_EVERY, now))
                    .ifPresent(route -> beside(() -> warm(route, greeting)));
        }
    }

    private void beside(Runnable work) {
        Thread thread = Thread.ofVirtual().name("omega-viewer-beside").unstarted(() -> {
            try {
                work.run();
            } finally {
                beside.remove(Thread.currentThread());
            }
        });
        beside.add(thread);
        if (closed) {
            beside.remove(thread);
            return;
        }
        thread.start();
        if (closed) {
            thread.interrupt();
        }
    }

    private void probe(Route route, List<ClientFrame> greeting) {
        boolean answered = false;
        try {
            route.transport().exchange(greeting);
            answered = true;
        } catch (TransportException e) {
            LOG.log(Level.DEBUG, "{0} is not back: {1}", route.endpoint(), e.getMessage());
        } finally {
            route.health().probed(clock.instant(), answered);
        }
    }

    private void warm(Route route, List<ClientFrame> greeting) {
        try {
            route.transport().exchange(greeting);
            route.heard(clock.instant());
        } catch (TransportException e) {
            route.health().failed(clock.instant());
            LOG.log(Level.DEBUG, "{0} cannot stand by: {1}", route.endpoint(), e.getMessage());
        }
    }

    /** Books of one exchange. */
    private final class Account implements HedgedExchange.Events {
        private String why = "";

        @Override
        public void hedged() {
            hedged.incrementAndGet();
        }

        @Override
        public void failed(Route route, TransportException failure) {
            why = String.valueOf(failure.getMessage());
            route.health().failed(clock.instant());
        }

        @Override
        public void won(Route winner, List<Route> silent) {
            Instant now = clock.instant();
            for (Route one : silent) {
                if (one.health().struck(now)) {
                    why = one.transport().name().toUpperCase(Locale.ROOT) + " to " + one.endpoint()
                            + " is silent, or slower by far";
                }
            }
            winner.heard(now);
            settle(winner, why);
        }
    }

    private void settle(Route winner, String why) {
        lock.lock();
        try {
            last = winner;
            int before = routes.indexOf(settled);
            int now = routes.indexOf(winner);
            if (now < before) {
                settled = winner;
                say("back on " + name(winner));
            } else if (now > before && !settled.health().usable()) {
                settled = winner;
                failOvers.incrementAndGet();
                say("syncing over " + name(winner) + (why.isEmpty() ? "" : ", because " + why));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The way alone where that says which. */
    private String name(Route route) {
        String name = route.transport().name();
        boolean alone = routes.stream()
                .noneMatch(other -> other != route && other.transport().name().equals(name));
        return alone ? name : name + " (" + route.endpoint() + ")";
    }

    private void say(String line) {
        notes.add(line);
        LOG.log(Level.INFO, line);
    }

    @Override
    public List<String> notes() {
        lock.lock();
        try {
            List<String> said = List.copyOf(notes);
            notes.clear();
            return said;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String name() {
        lock.lock();
        try {
            return last.transport().name();
        } finally {
            lock.unlock();
        }
    }

    public Reached reached() {
        lock.lock();
        try {
            return new Reached(last.endpoint(), exchanges.get(), hedged.get(), failOvers.get());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        beside.forEach(Thread::interrupt);
        routes.forEach(route -> route.transport().close());
    }
}
