package io.exogenesis.omega.web.quic;

import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.DoorSettings;
import io.exogenesis.omega.core.config.InvalidSettingException;
import io.exogenesis.omega.core.config.ServerSettings;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.lifecycle.Bootstrap;
import io.exogenesis.omega.core.lifecycle.CoreLifecycle;
import io.exogenesis.omega.core.sync.SyncProtocol;
import io.exogenesis.omega.quic.FrameReceiver;
import io.exogenesis.omega.quic.ListenConfig;
import io.exogenesis.omega.quic.QuicEngine;
import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.quic.QuicListener;
import io.exogenesis.omega.quic.QuicStats;
import io.exogenesis.omega.quic.StreamHandler;
import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import io.exogenesis.omega.web.guard.InboundBudget;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Listens for syncs on UDP while the application runs.
 *
 * <p>A port that is taken or a key that cannot be read does not stop the Core: HTTPS still serves, and the health check and
 * one line in the log say what is wrong. Streams run on the engine's virtual threads, with this application's context put on
 * them, since the beans they call look up their database and configuration in it.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class QuicEndpoint {
    private static final Logger LOG = Logger.getLogger(QuicEndpoint.class.getName());
    private static final String ANY_HOST = "*";

    @Inject
    CoreSettings settings;

    @Inject
    CoreLifecycle lifecycle;

    @Inject
    Bootstrap bootstrap;

    @Inject
    SyncProtocol protocol;

    @Inject
    InboundBudget budget;

    @Inject
    RateLimits limits;

    @Inject
    @ConfigProperty(name = "omega.https.host", defaultValue = ANY_HOST)
    String host;

    @Resource
    ContextService contexts;

    private volatile @Nullable QuicListener listener;
    private volatile String failure = "";

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public QuicEndpoint() {}

    /** Asks for the started Core first, which makes the container start it. */
    @SuppressWarnings("NullAway.Init") // the container has filled the fields by now
    @PostConstruct
    void start() {
        if (!lifecycle.isStarted()) {
            failure = "the Core has not started";
            return;
        }
        ServerSettings server = settings.server();
        try {
            DoorSettings.Quic door = settings.door().quic();
            ListenConfig config = ListenConfig.of(
                            address(server.quicPort()),
                            server.keystore(),
                            server.keystorePassword(),
                            server.data().resolve("tmp").resolve("quic"))
                    .withMaxConnections(door.maxConnections())
                    .withMaxStreams(door.maxStreams())
                    .withIdleTimeout(door.idleTimeout());
            QuicListener fresh = engine(server.quicEngine()).listen(config, handler());
            opened(fresh);
            LOG.log(Level.INFO, "QUIC listens on UDP port {0}, engine {1}", new Object[] {
                Integer.toString(fresh.port()), server.quicEngine()
            });
        } catch (QuicException e) {
            failure = String.valueOf(e.getMessage());
            LOG.log(Level.SEVERE, "QUIC does not listen: {0} (omega.quic.port)", failure);
        } catch (RuntimeException e) {
            stop(); // the container forgets a bean that does not start: nobody else would close the port
            throw e;
        }
    }

    /**
     * Writes the bootstrap file, once the pages and the API are up as well: whoever finds it may call at once. If that fails,
     * nobody finds this Core, and the port is closed.
     *
     * @return whether the Core can be found now; false while QUIC does not listen
     */
    public boolean publish() {
        if (listener == null) {
            return false;
        }
        try {
            bootstrap.publish();
            return true;
        } catch (RuntimeException e) {
            failure = "the Core could not be published: " + e.getMessage();
            stop();
            throw e;
        }
    }

    private InetSocketAddress address(int port) {
        return host.equals(ANY_HOST) ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    private static QuicEngine engine(String name) {
        if (name.equals("jetty")) {
            return new JettyQuicEngine();
        }
        throw new InvalidSettingException("omega.quic.engine must be jetty, not " + name);
    }

    private StreamHandler handler() {
        return sender ->
                contexts.createContextualProxy(new SyncStream(protocol, budget, limits, sender), FrameReceiver.class);
    }

    @PreDestroy
    void stop() {
        QuicListener open = listener;
        listener = null;
        if (open != null) {
            open.close();
        }
    }

    /** From now on it listens. */
    void opened(QuicListener by) {
        listener = by;
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

    /** Why it does not listen; empty while it does. */
    public String failure() {
        return failure;
    }
}
