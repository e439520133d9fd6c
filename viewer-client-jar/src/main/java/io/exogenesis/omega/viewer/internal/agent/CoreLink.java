package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.quic.Pins;
import io.exogenesis.omega.viewer.BankProof;
import io.exogenesis.omega.viewer.CoreCheck;
import io.exogenesis.omega.viewer.SyncReport;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.ViewerStats;
import io.exogenesis.omega.viewer.internal.learn.LeavePolicy;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import io.exogenesis.omega.viewer.internal.sync.Backoff;
import io.exogenesis.omega.viewer.internal.sync.BankStates;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.viewer.internal.sync.HedgedTransport;
import io.exogenesis.omega.viewer.internal.sync.HttpsTransport;
import io.exogenesis.omega.viewer.internal.sync.NetworkCalls;
import io.exogenesis.omega.viewer.internal.sync.Pinning;
import io.exogenesis.omega.viewer.internal.sync.PushListener;
import io.exogenesis.omega.viewer.internal.sync.QuicTransport;
import io.exogenesis.omega.viewer.internal.sync.SerialisedFrames;
import io.exogenesis.omega.viewer.internal.sync.SyncCoordinator;
import io.exogenesis.omega.viewer.internal.sync.SyncWatch;
import io.exogenesis.omega.wire.v1.PushPatterns;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An agent's side of the way to its Core: which transport, which token, and when to sync by itself. Thread-safe. */
public final class CoreLink implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CoreLink.class.getName());
    private static final String CLIENT = "omega-viewer-client/1.0.0";

    private final ViewerAgentConfig config;
    private final SharedModels shared;
    private final AgentDb db;
    private final LeavePolicy policy;
    private final NetworkCalls network = new NetworkCalls();
    /** Apart from syncs: a pull that waits is given up as soon as the agent stops. */
    private final NetworkCalls listening = new NetworkCalls();

    private final BankStates states;
    private final Optional<HeldPins> pins;
    private final Optional<HedgedTransport> ways;
    private final Optional<FrameTransport> way;
    private final Optional<FrameTransport> transport;
    private final Optional<SyncCoordinator> coordinator;
    private final Random jitter;
    private @Nullable CompletableFuture<SyncReport> running;
    private SyncWatch runningWatch = SyncWatch.NONE;
    private CompletableFuture<Void> firstPull = CompletableFuture.completedFuture(null);
    private @Nullable Future<?> scheduled;
    private boolean automatic;
    private boolean pushing;
    /** Withdrawals since none is being told; the one that finds 0 begins. */
    private final AtomicInteger untold = new AtomicInteger();

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile String lastTransport = "none";

    public CoreLink(ViewerAgentConfig config, SharedModels shared, AgentDb db, LeavePolicy policy) {
        this.config = config;
        this.shared = shared;
        this.db = db;
        this.policy = policy;
        this.jitter = new Random(config.seed());
        this.states = BankStates.in(config.stateDirectory());
        this.pins = config.omegaCoreEndpoints().isEmpty() ? Optional.empty() : Optional.of(HeldPins.of(config, db));
        this.ways = pins.map(this::hedged);
        this.way = ways.map(own -> SerialisedFrames.hooked(own, config.transportHook()));
        this.transport = way.map(network::over);
        this.coordinator = transport.map(this::coordinator);
    }

    private HedgedTransport hedged(HeldPins held) {
        return new HedgedTransport(
                config.omegaCoreEndpoints().stream()
                        .map(endpoint -> new HedgedTransport.Way(endpoint, way(endpoint, held::now)))
                        .toList(),
                config.clock(),
                config.standby(),
                new Random(config.seed()));
    }

    private FrameTransport way(URI endpoint, Supplier<Pins> pins) {
        return endpoint.getScheme().equals("quic")
                ? new QuicTransport(
                        shared.quic(), endpoint, pins, config.viewerId().value().hashCode(), config.exchangeTimeout())
                : new HttpsTransport(shared.https(), endpoint, pins, config.viewerId(), config.exchangeTimeout());
    }

    private SyncCoordinator coordinator(FrameTransport way) {
        SyncCoordinator.Settings settings = new SyncCoordinator.Settings(
                config.retry().attempts(),
                new Backoff(config.retry(), new Random(config.seed())),
                this::pause,
                config.clock(),
                this::token,
                renewed -> new AgentRecord.TokenRenewed(Fingerprint.of(configured()), renewed),
                CLIENT,
                pins.<Pinning>map(held -> held).orElse(Pinning.NONE));
        return new SyncCoordinator(db, way, shared.models(), policy, settings, states);
    }

    private String configured() {
        return config.token()
                .orElseThrow(() -> new ViewerException("viewer " + config.viewerId()
                        + " has no token: register it with the Core (an enrolment code gives one)"));
    }

    /** The renewed token if it stems from the configured one, else the configured one: a new registration wins. */
    private String token() {
        String given = configured();
        return db.read(AgentState::token)
                .filter(kept -> kept.issuedFor() == Fingerprint.of(given))
                .map(AgentRecord.TokenRenewed::token)
                .orElse(given);
    }

    /** @throws ViewerException if there is no Core to sync with */
    SyncCoordinator coordinator() {
        return coordinator.orElseThrow(
                () -> new ViewerException(
                        "viewer " + config.viewerId()
                                + " has no Core to sync with: give it an endpoint (from the program: sync --core URI --enrol CODE --pin PIN)"));
    }

    /** See {@link ViewerAgent#checkCore}. */
    List<CoreCheck> check() {
        return pins.map(held -> new CoreProbe(config, shared, network).all(held.now(), token()))
                .orElse(List.of());
    }

    List<PushPatterns> preview() {
        return SyncCoordinator.preview(db, policy, config.clock().instant());
    }

    /** Starts a sync, or joins the one that runs, unless that one was given up. */
    public synchronized CompletableFuture<SyncReport> joined(
            SyncWatch watch, Supplier<CompletableFuture<SyncReport>> start) {
        CompletableFuture<SyncReport> now = running;
        if (now != null && !now.isDone() && !runningWatch.givenUp()) {
            return now;
        }
        CompletableFuture<SyncReport> next = start.get().whenComplete((report, error) -> {
            if (report != null) {
                lastTransport = report.transport();
            }
        });
        running = next;
        runningWatch = watch;
        return next;
    }

    /**
     * An agent that has never heard of its Core, or has lost its models, begins to pull once; a Core that cannot be reached is no
     * error. While a pull runs no other begins.
     *
     * @param complete whether the models that the memory names are there
     */
    void beginFirstPull(CallExecutor calls, boolean complete) {
        boolean needed = !complete
                || db.read(AgentState::bank).equals(BankVersion.NONE)
                || db.read(AgentState::models).catalogue() == 0;
        if (coordinator.isEmpty() || config.token().isEmpty() || !needed) {
            return;
        }
        synchronized (this) {
            if (firstPull.isDone()) {
                firstPull = calls.background("pull", () -> pull(coordinator.get()));
            }
        }
    }

    private void pull(SyncCoordinator core) {
        try {
            lastTransport = core.pull().transport();
        } catch (RuntimeException e) {
            LOG.log(Level.INFO, "viewer {0} starts without its Core: {1}", config.viewerId(), e.getMessage());
        }
    }

    /** Completes when no first pull is under way; stays inside the agent. */
    synchronized CompletableFuture<Void> firstPull() {
        return firstPull;
    }

    /** Tells the Core of a withdrawal, if it can be reached; one after another, so that the last of many is told with the latest state. */
    void tellSoon(CallExecutor calls) {
        if (coordinator.isPresent() && untold.getAndIncrement() == 0) {
            var _ = calls.background("tell", () -> tell(coordinator.get()));
        }
    }

    private void tell(SyncCoordinator core) {
        int seen;
        do {
            seen = untold.get();
            try {
                core.tellConsents();
            } catch (RuntimeException e) {
                LOG.log(
                        Level.INFO,
                        "viewer {0} tells its Core of the withdrawal with the next sync: {1}",
                        config.viewerId(),
                        e.getMessage());
            }
        } while (!isStopped() && !untold.compareAndSet(seen, 0));
    }

    /** Syncs every interval, a little earlier or later each time, so that agents started together spread. Twice is harmless. */
    public synchronized void startAutomatic(Supplier<CompletableFuture<SyncReport>> sync) {
        boolean wanted = !config.syncInterval().isZero()
                && coordinator.isPresent()
                && config.token().isPresent();
        if (wanted && !automatic) {
            automatic = true;
            schedule(sync, config.syncInterval());
        }
    }

    /** Hears of new versions of the bank from now on, if the host wants it. Twice is harmless. */
    synchronized void startPush(CallExecutor calls) {
        if (pushing
                || !config.push()
                || coordinator.isEmpty()
                || way.isEmpty()
                || config.token().isEmpty()) {
            return;
        }
        pushing = true;
        SyncCoordinator core = coordinator.get();
        FrameTransport over = listening.over(way.get());
        PushListener listener = new PushListener(
                wait -> core.listen(over, wait),
                // as a call, so that a close waits for what is being written
                heard -> CallExecutor.await(calls.run("push", () -> core.take(heard))),
                this::pause,
                System::nanoTime,
                new Random(config.seed()));
        Thread.ofVirtual().name("omega-viewer-push").start(listener);
    }

    /** What the Core signed of its bank, newest first. */
    List<BankProof> proofs() {
        return states.proofs();
    }

    private synchronized void schedule(Supplier<CompletableFuture<SyncReport>> sync, Duration asked) {
        if (isStopped()) {
            return;
        }
        Duration interval = asked.compareTo(config.syncInterval()) > 0 ? asked : config.syncInterval();
        long millis = Math.round(interval.toMillis() * (.9 + .2 * jitter.nextDouble()));
        Runnable next = () -> sync.get().whenComplete((report, error) -> {
            if (error != null) {
                LOG.log(Level.INFO, "viewer {0}: {1}", config.viewerId(), error.getMessage());
            }
            schedule(sync, report == null ? asked : report.nextSync()); // a failure takes nothing back
        });
        try {
            scheduled = shared.timer().schedule(next, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            stopped.countDown(); // the shared models were closed before their agents
        }
    }

    private void pause(Duration time) throws InterruptedException {
        if (stopped.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the agent shuts down");
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** No more syncs by itself; one that waits for its next attempt is given up. */
    public void stop() {
        stopped.countDown(); // at once: whoever pauses ends
        listening.giveUp();
        synchronized (this) {
            if (scheduled != null) {
                scheduled.cancel(false);
            }
        }
    }

    /** Ends the exchanges under way; those who wait for them go on at once. Nothing is lost: what was not acknowledged stays. */
    void giveUp() {
        network.giveUp();
    }

    /** Which endpoint answers, and how often others had to. */
    ViewerStats.Endpoints endpoints() {
        return ways.map(HedgedTransport::reached)
                .map(r -> new ViewerStats.Endpoints(r.endpoint().toString(), r.exchanges(), r.hedged(), r.failOvers()))
                .orElse(ViewerStats.Endpoints.NONE);
    }

    public String lastTransport() {
        return lastTransport;
    }

    @Override
    public void close() {
        transport.ifPresent(FrameTransport::close);
    }
}
