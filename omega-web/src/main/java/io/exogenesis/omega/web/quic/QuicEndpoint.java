package io.exogenesis.omega.web.quic;

import io.exogenesis.omega.core.Backoff;
import io.exogenesis.omega.core.RetryLoop;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.DoorSettings;
import io.exogenesis.omega.core.config.InvalidSettingException;
import io.exogenesis.omega.core.config.ServerSettings;
import io.exogenesis.omega.core.door.ConnectionDoor;
import io.exogenesis.omega.core.door.Doors;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.lifecycle.CoreLifecycle;
import io.exogenesis.omega.core.sync.HeldPulls;
import io.exogenesis.omega.core.sync.SyncProtocol;
import io.exogenesis.omega.quic.FrameReceiver;
import io.exogenesis.omega.quic.ListenConfig;
import io.exogenesis.omega.quic.ListenLimits;
import io.exogenesis.omega.quic.QuicEngine;
import io.exogenesis.omega.quic.QuicListener;
import io.exogenesis.omega.quic.QuicStats;
import io.exogenesis.omega.quic.StreamHandler;
import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import io.exogenesis.omega.quic.netty.NettyQuicEngine;
import io.exogenesis.omega.web.guard.InboundBudget;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Listens for syncs on UDP while the application runs.
 *
 * <p>A port that is taken or a key that cannot be read does not stop the Core: HTTPS still serves, the health check and one
 * line in the log say what is wrong, and the port is tried again until it opens. Streams run on the engine's virtual threads,
 * with this application's context put on them, since the beans they call look up their database and configuration in it.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class QuicEndpoint {
    private static final Logger LOG = Logger.getLogger(QuicEndpoint.class.getName());
    private static final String ANY_HOST = "*";
    /** What held the port was perhaps this Core's predecessor, which is gone in a moment. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** Binding a port costs little; agents use HTTPS meanwhile. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    @Inject
    CoreSettings settings;

    @Inject
    CoreLifecycle lifecycle;

    @Inject
    SyncProtocol protocol;

    @Inject
    HeldPulls held;

    @Inject
    InstantSource clock;

    @Inject
    RandomGenerator random;

    @Inject
    InboundBudget budget;

    @Inject
    RateLimits limits;

    @Inject
    Doors doors;

    @Inject
    @ConfigProperty(name = "omega.https.host", defaultValue = ANY_HOST)
    String host;

    @Resource
    ContextService contexts;

    @Resource
    ManagedScheduledExecutorService threads;

    private volatile @Nullable QuicListener listener;
    private volatile @Nullable RetryLoop opening;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public QuicEndpoint() {}

    /** Asks for the started Core first, which makes the container start it. */
    @SuppressWarnings("NullAway.Init") // the container has filled the fields by now
    @PostConstruct
    void start() {
        if (!lifecycle.isStarted()) {
            return;
        }
        doors.enrol(new Connections());
        QuicEngine engine = engine(engine());
        RetryLoop loop =
                new RetryLoop(() -> open(engine), new Backoff(FIRST_PAUSE, LONGEST_PAUSE, random), this::later, clock);
        opening = loop;
        loop.run();
    }

    private void open(QuicEngine engine) {
        try {
            QuicListener fresh = listen(engine);
            listener = fresh;
            LOG.log(Level.INFO, "QUIC listens on UDP port {0}, engine {1}", new Object[] {
                Integer.toString(fresh.port()), engine()
            });
        } catch (RuntimeException e) {
            boolean news = opening == null || opening.failures() == 0;
            LOG.log(
                    news ? Level.SEVERE : Level.FINE,
                    "QUIC does not listen and is tried again: {0} (omega.quic.port)",
                    e.getMessage());
            throw e;
        }
    }

    QuicListener listen(QuicEngine engine) {
        ServerSettings server = settings.server();
        ListenConfig config = ListenConfig.of(
                        address(server.quicPort()),
                        server.keystore(),
                        server.keystorePassword(),
                        server.data().resolve("tmp").resolve("quic"))
                .withLimits(limits(settings.door(), Runtime.getRuntime().maxMemory()));
        return engine.listen(config, handler());
    }

    /** Frames that have begun hold no more than requests over HTTP may, and no more than the listener would allow by itself. */
    static ListenLimits limits(DoorSettings door, long heap) {
        long held = Math.min(ListenLimits.DEFAULT_MAX_HELD_BYTES, door.http().bytesInFlight(heap));
        return new ListenLimits(
                door.quic().maxConnections(),
                door.quic().maxStreams(),
                door.quic().idleTimeout(),
                ListenLimits.DEFAULT_MAX_FRAME_BYTES,
                held,
                held / InboundBudget.SHARE_OF_STRANGERS);
    }

    void later(Duration pause, Runnable attempt) {
        threads.schedule(attempt, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private InetSocketAddress address(int port) {
        return host.equals(ANY_HOST) ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    private static QuicEngine engine(String name) {
        return switch (name) {
            case "jetty" -> new JettyQuicEngine();
            case "netty" -> new NettyQuicEngine();
            default -> throw new InvalidSettingException("omega.quic.engine must be jetty or netty, not " + name);
        };
    }

    private StreamHandler handler() {
        return sender ->
                contexts.createContextualProxy(new SyncStream(protocol, budget, limits, sender), FrameReceiver.class);
    }

    /** The open port takes another key; one that is opened later reads it by itself. */
    public void useKey(Path keyStore, String password) {
        QuicListener now = listener;
        if (now != null) {
            now.useKey(keyStore, password);
        }
    }

    /** What healing knows of it; a port that is closed has no connections. */
    private final class Connections implements ConnectionDoor {
        @Override
        public long open() {
            QuicListener now = listener;
            return now == null ? 0 : now.connections();
        }

        @Override
        public long most() {
            return settings.door().quic().maxConnections();
        }

        @Override
        public int closeStrangers(Duration age) {
            QuicListener now = listener;
            return now == null ? 0 : now.closeStrangers(age);
        }
    }

    /** No attempt opens the port again from now on. */
    @PreDestroy
    void stop() {
        RetryLoop loop = opening;
        if (loop != null) {
            loop.stop();
        }
        held.close();
        QuicListener open = listener;
        listener = null;
        if (open != null) {
            open.close();
        }
    }

    /** The engine's name. */
    public String engine() {
        return settings.server().quicEngine();
    }

    /** The port in use; empty while it does not listen. */
    public Optional<Integer> port() {
        return Optional.ofNullable(listener).map(QuicListener::port);
    }

    /** Counters since the start; empty while it does not listen. */
    public Optional<QuicStats> stats() {
        return Optional.ofNullable(listener).map(QuicListener::stats);
    }

    /** Why it does not listen, and when it is tried again; empty while it does. */
    public String failure() {
        RetryLoop loop = opening;
        if (loop == null) {
            return "the Core has not started";
        }
        return loop.failure() + loop.next().map(at -> "; next attempt at " + at).orElse("");
    }
}
