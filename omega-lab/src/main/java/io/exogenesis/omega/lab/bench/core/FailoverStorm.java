package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Tastes;
import io.exogenesis.omega.lab.load.OpenLoop;
import io.exogenesis.omega.lab.load.Outcome;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.ops.core.AdminClient;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.QuicEngine;
import io.exogenesis.omega.relay.NetworkPath;
import io.exogenesis.omega.relay.UdpRelay;
import io.exogenesis.omega.viewer.Registration;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.internal.sync.HedgedTransport;
import io.exogenesis.omega.viewer.internal.sync.QuicConnections;
import io.exogenesis.omega.viewer.internal.sync.QuicTransport;
import io.exogenesis.omega.viewer.runtime.Enrolment;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** One evening of {@link FailoverBenchmark}: calm, a kill, the storm goes on, the books. */
final class FailoverStorm implements AutoCloseable {
    private static final int VIEWERS = 100;
    /** Some syncs are under way at any time, and two Cores and the viewers share two processors. */
    private static final double SYNCS_A_SECOND = 100;
    /** Code that runs for the first time is compiled. */
    private static final Duration LEARNING = Duration.ofSeconds(30);
    /** With it some seventy syncs of each viewer: the first ones, with their dials, are beyond the window that it learns from. */
    private static final Duration CALM = Duration.ofSeconds(40);
    /** Each viewer has come a few times. */
    private static final Duration AFTER = Duration.ofSeconds(15);

    private static final Duration LAST_TRIES = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** The target's. */
    private static final Duration ROUND_TRIP = Duration.ofMillis(20);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String ENGINE = "netty";
    /** A viewer syncs every two seconds here, and with new patterns each time. */
    private static final Map<String, String> SETTINGS = Map.of("OMEGA_INGEST_REQUESTS_PER_MINUTE", "6000");

    private final List<BenchCore> cores = new ArrayList<>();
    private final List<UdpRelay> relays = new ArrayList<>();
    private final List<TwoCoreViewer> viewers = new ArrayList<>();
    private final QuicConnections connections =
            new QuicConnections(() -> QuicEngine.named(ENGINE).dialer(DialConfig.defaults()), 0);
    private final Random random;
    private final AtomicLong killed = new AtomicLong(Long.MAX_VALUE);
    /** By viewer: when it first waited for the dead Core, and how long; 0: not yet. */
    private final AtomicLongArray since = new AtomicLongArray(VIEWERS);

    private final AtomicLongArray gaps = new AtomicLongArray(VIEWERS);
    private final AtomicIntegerArray middle = new AtomicIntegerArray(VIEWERS);
    private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();

    /**
     * What was seen.
     *
     * @param p50 of the viewers' gaps, milliseconds
     * @param viewers who synced after the kill
     * @param inTheMiddle viewers whose sync was under way at the kill
     * @param lost acknowledged numbers that a node's books lack
     * @param doubled numbers in a node's books that were never sent there
     * @param atBoth contributions that both nodes have
     * @param hedgedPercent second requests of all in calm, when viewers have learnt
     * @param failed syncs, by what they failed with
     */
    record Figures(
            double p50,
            double p99,
            int viewers,
            int inTheMiddle,
            long acknowledged,
            long lost,
            long doubled,
            long atBoth,
            double hedgedPercent,
            Map<String, LongAdder> failed) {}

    private FailoverStorm(BenchOptions options, long seed) {
        this.random = new Random(seed);
        for (int n = 0; n < 2; n++) {
            BenchCore core = new BenchCore(options.data(), SETTINGS);
            cores.add(core);
            URI quic = URI.create(core.bootstrap().quic());
            relays.add(UdpRelay.start(
                    new InetSocketAddress("127.0.0.1", quic.getPort()), NetworkPath.of(ROUND_TRIP, 0), seed + n));
        }
    }

    static Figures run(BenchOptions options, long seed) {
        try (FailoverStorm storm = new FailoverStorm(options, seed)) {
            storm.enrol(new Tastes(new Random(seed), VIEWERS));
            return storm.evening();
        }
    }

    private void enrol(Tastes tastes) {
        List<List<Registration>> registered =
                cores.stream().map(FailoverStorm::registered).toList();
        for (int v = 0; v < VIEWERS; v++) {
            List<TwoCoreViewer.Door> doors = new ArrayList<>();
            for (int c = 0; c < cores.size(); c++) {
                URI endpoint =
                        URI.create("quic://127.0.0.1:" + relays.get(c).address().getPort());
                Registration registration = registered.get(c).get(v);
                doors.add(new TwoCoreViewer.Door(
                        endpoint,
                        registration,
                        new QuicTransport(connections, endpoint, new Pin(registration.pin()), v, TIMEOUT)));
            }
            viewers.add(new TwoCoreViewer(v, tastes.any(), doors));
        }
    }

    private static List<Registration> registered(BenchCore core) {
        Bootstrap bootstrap = core.bootstrap();
        try (Enrolment door = Enrolment.onLoopback(URI.create(bootstrap.http()))) {
            return core.all(
                    core.admin().mintCodes(VIEWERS), code -> door.enrol(code, Consents.NONE.withPatterns(true)));
        }
    }

    private Figures evening() {
        double hedgedPercent;
        try (OpenLoop storm = new OpenLoop(SYNCS_A_SECOND, this::anySync, random)) {
            LockSupport.parkNanos(LEARNING.toNanos());
            long exchanges = all(HedgedTransport.Reached::exchanges);
            long hedged = all(HedgedTransport.Reached::hedged);
            LockSupport.parkNanos(CALM.toNanos());
            hedgedPercent = 100.0
                    * (all(HedgedTransport.Reached::hedged) - hedged)
                    / (all(HedgedTransport.Reached::exchanges) - exchanges);
            killed.set(System.nanoTime());
            cores.getFirst().kill();
            LockSupport.parkNanos(AFTER.toNanos());
        }
        settle();
        cores.getFirst().startAgain();
        return figures(hedgedPercent);
    }

    private long all(ToLongFunction<HedgedTransport.Reached> count) {
        return viewers.stream()
                .mapToLong(viewer -> count.applyAsLong(viewer.reached()))
                .sum();
    }

    private Outcome anySync() {
        int viewer;
        synchronized (random) {
            viewer = random.nextInt(VIEWERS);
        }
        return sync(viewer) ? Outcome.SERVED : Outcome.FAILED;
    }

    private boolean sync(int viewer) {
        long due = System.nanoTime();
        boolean done = false;
        try {
            viewers.get(viewer).sync();
            done = true;
        } catch (TransportException e) {
            failed.computeIfAbsent(e.kind() + ": " + e.getMessage(), kind -> new LongAdder())
                    .increment();
        }
        long ended = System.nanoTime();
        long kill = killed.get();
        if (kill != Long.MAX_VALUE && ended > kill) {
            if (due < kill) {
                middle.set(viewer, 1);
            }
            since.compareAndSet(viewer, 0, Math.max(kill, due));
            if (done) {
                gaps.compareAndSet(viewer, 0, ended - since.get(viewer));
            }
        }
        return done;
    }

    /** What still waits is sent once more. */
    private void settle() {
        long end = System.nanoTime() + LAST_TRIES.toNanos();
        while (viewers.stream().anyMatch(v -> v.waiting() > 0) && System.nanoTime() < end) {
            IntStream.range(0, VIEWERS)
                    .filter(v -> viewers.get(v).waiting() > 0)
                    .forEach(this::sync);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Figures figures(double hedgedPercent) {
        double[] millis = IntStream.range(0, VIEWERS)
                .filter(v -> gaps.get(v) != 0)
                .mapToDouble(v -> gaps.get(v) / 1e6)
                .sorted()
                .toArray();
        long lost = 0;
        long doubled = 0;
        long inBooks = 0;
        for (int c = 0; c < cores.size(); c++) {
            AdminClient admin = cores.get(c).admin();
            for (TwoCoreViewer viewer : viewers) {
                TwoCoreViewer.Side side = viewer.sides().get(c);
                AdminClient.Accounting books =
                        admin.accounting(side.registration().viewerId());
                lost += Math.max(0, side.committed() - books.acknowledged())
                        + Math.max(0, books.acknowledged() - books.decided() - books.pending());
                doubled += Math.max(0, books.acknowledged() - side.committed() - side.open());
                inBooks += books.acknowledged();
            }
        }
        long waiting = viewers.stream().mapToLong(TwoCoreViewer::waiting).sum();
        if (waiting > 0) {
            throw new BenchException(waiting + " contributions were acknowledged by nobody");
        }
        long made = viewers.stream().mapToLong(TwoCoreViewer::made).sum();
        int under = 0;
        for (int v = 0; v < VIEWERS; v++) {
            under += middle.get(v);
        }
        return new Figures(
                millis[millis.length / 2],
                millis[(int) Math.ceil(.99 * millis.length) - 1],
                millis.length,
                under,
                made,
                lost,
                doubled,
                inBooks - made,
                hedgedPercent,
                failed);
    }

    @Override
    public void close() {
        viewers.forEach(TwoCoreViewer::close);
        connections.close();
        relays.forEach(UdpRelay::close);
        cores.forEach(BenchCore::close);
    }
}
