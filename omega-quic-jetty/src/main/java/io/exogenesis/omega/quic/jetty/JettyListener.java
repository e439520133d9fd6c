package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.FrameReceiver;
import io.exogenesis.omega.quic.ListenConfig;
import io.exogenesis.omega.quic.PortInUseException;
import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.quic.QuicListener;
import io.exogenesis.omega.quic.QuicStats;
import io.exogenesis.omega.quic.StreamHandler;
import io.exogenesis.omega.quic.engine.Counters;
import io.exogenesis.omega.quic.engine.FrameIntake;
import io.exogenesis.omega.quic.engine.HeldBytes;
import io.exogenesis.omega.quic.engine.ReceiverBugs;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.quic.quiche.PemExporter;
import org.eclipse.jetty.quic.quiche.PemPaths;
import org.eclipse.jetty.quic.quiche.server.QuicheServerQuicConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/** A Jetty server with one UDP connector, and the sessions on it. */
final class JettyListener implements QuicListener {

    private static final System.Logger LOG = System.getLogger(JettyListener.class.getName());
    private static final int MAX_THREADS = 64;
    private static final int READ_BYTES = 16 << 10;

    /**
     * What one stream may send ahead of its reader at first: a full push of patterns is some 30 KB, so that it never waits a round
     * trip in the middle. A frame may be larger than the window: it is read as it comes.
     */
    private static final long STREAM_WINDOW_BYTES = 128 << 10;

    /**
     * What one connection may send ahead of all its readers at first, and four times as much ({@link GuardedBinding}) once it was read
     * promptly. It lies in native memory and in no budget of ours, for strangers too: so it is a quarter of what the connection
     * costs anyway, and at most as much.
     */
    private static final long CONNECTION_WINDOW_BYTES = 256 << 10;

    /** How long peers are given to hear of the close; then the port is closed in any case. */
    private static final long CLOSE_SECONDS = 3;

    private final ListenConfig config;
    private final StreamHandler handler;
    private final Counters counters = new Counters();
    private final HandshakeGate gate;
    private final HeldBytes room;
    private final Set<AcceptedSession> sessions = ConcurrentHashMap.newKeySet();
    // Streams call into the application: they get the class loader of whoever asked to listen.
    private final ClassLoader context = Thread.currentThread().getContextClassLoader();
    private final PemDirectory pem;
    private final Server server;
    private final ListenConnector connector;
    private final SslContextFactory.Server tls;
    private final QuicheServerQuicConfiguration transport;
    private final ReceiverBugs bugs = new ReceiverBugs(counters);
    private volatile boolean closed;

    private JettyListener(ListenConfig config, StreamHandler handler, PemDirectory pem, Scheduler timer) {
        this.config = config;
        this.handler = handler;
        this.room =
                new HeldBytes(config.limits().maxHeldBytes(), config.limits().maxStrangerBytes());
        this.gate = new HandshakeGate(config.limits().maxConnections(), counters.connectionsRefused);
        this.pem = pem;
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("omega-quic");
        threads.setDaemon(true);
        this.server = new Server(threads, timer, null);
        this.tls = KeyStores.server(config.keyStore(), config.keyStorePassword());
        this.transport = transport(config, pem);
        this.connector =
                new ListenConnector(server, config.alpn(), tls, transport, () -> new AcceptedSession(this), gate);
        HandshakeGate.register(pem.path(), gate);
        connector.setHost(
                config.bind().getAddress().isAnyLocalAddress()
                        ? null
                        : config.bind().getAddress().getHostAddress());
        connector.setPort(config.bind().getPort());
        connector.setIdleTimeout(config.limits().idleTimeout().toMillis());
        server.addConnector(connector);
        server.setStopAtShutdown(false);
    }

    static JettyListener start(ListenConfig config, StreamHandler handler) {
        return start(config, handler, new ScheduledExecutorScheduler("omega-quic-timer", true));
    }

    static JettyListener start(ListenConfig config, StreamHandler handler, Scheduler timer) {
        if (config.bind().isUnresolved()) {
            throw new QuicException(
                    QuicException.Kind.SETUP, "unknown host " + config.bind().getHostString());
        }
        PemDirectory pem = PemDirectory.create(config.workDirectory());
        try {
            JettyListener listener = new JettyListener(config, handler, pem, timer);
            listener.start();
            return listener;
        } catch (QuicException e) {
            HandshakeGate.forget(pem.path());
            pem.close();
            throw e;
        }
    }

    private static QuicheServerQuicConfiguration transport(ListenConfig config, PemDirectory pem) {
        QuicheServerQuicConfiguration quic = new QuicheServerQuicConfiguration(pem.path());
        quic.setBidirectionalMaxStreams(config.limits().maxStreams());
        quic.setStreamIdleTimeout(config.limits().idleTimeout().toMillis());
        quic.setRemoteBidirectionalStreamMaxData(STREAM_WINDOW_BYTES);
        quic.setSessionMaxData(CONNECTION_WINDOW_BYTES);
        quic.setInputBufferSize(READ_BYTES);
        return quic;
    }

    private void start() {
        try {
            server.start();
            LOG.log(
                    System.Logger.Level.INFO,
                    "QUIC listens on {0}:{1}",
                    config.bind().getHostString(),
                    port() + "");
        } catch (Exception e) { // Jetty's life cycle declares no narrower one
            stopQuietly();
            throw failure(e);
        }
    }

    private QuicException failure(Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof QuicException ours) {
                return ours;
            }
            if (cause instanceof BindException && ("" + cause.getMessage()).contains("in use")) {
                return new PortInUseException(config.bind(), cause);
            }
        }
        return new QuicException(
                QuicException.Kind.SETUP,
                "cannot listen on UDP " + config.bind().getHostString() + ":"
                        + config.bind().getPort() + ": " + thrown.getMessage(),
                thrown);
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public long connections() {
        return sessions.size();
    }

    @Override
    public QuicStats stats() {
        return counters.stats(connections());
    }

    /** Jetty asks for the files anew with each first datagram; the pair is exchanged in one step. Those of before stay until the end. */
    @Override
    public void useKey(Path keyStore, String password) {
        SslContextFactory.Server fresh = KeyStores.server(keyStore, password);
        try {
            Path[] files = PemExporter.exportKeyPair(
                    fresh.getKeyStore(), fresh.getCertAlias(), password.toCharArray(), pem.path());
            transport.getImplementationConfiguration().put(tls, new PemPaths(files[0], files[1], null));
        } catch (Exception e) { // Jetty declares no narrower one
            throw new QuicException(
                    QuicException.Kind.SETUP, "the key of " + keyStore + " cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        CompletableFuture<?>[] farewells =
                sessions.stream().map(AcceptedSession::close).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(farewells).get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(System.Logger.Level.DEBUG, "not every peer has heard of the close", e);
        }
        stopQuietly();
        HandshakeGate.forget(pem.path());
        pem.close();
    }

    private void stopQuietly() {
        try {
            server.stop();
        } catch (Exception e) { // Jetty's life cycle declares no narrower one
            LOG.log(System.Logger.Level.WARNING, "the QUIC listener did not stop cleanly: {0}", e.toString());
        }
    }

    /** Over all connections, when there are too many of them. */
    @Override
    public int closeStrangers(Duration age) {
        long now = System.nanoTime();
        List<AcceptedSession> strangers = sessions.stream()
                .filter(s -> s.strangerSince(now - age.toNanos()))
                .toList();
        strangers.forEach(AcceptedSession::close);
        return strangers.size();
    }

    boolean admit(AcceptedSession session) {
        if (closed || sessions.size() >= config.limits().maxConnections()) {
            counters.connectionsRefused.increment();
            return false;
        }
        counters.connectionsTotal.increment();
        return sessions.add(session);
    }

    void forget(AcceptedSession session) {
        sessions.remove(session);
    }

    ReceiverBugs bugs() {
        return bugs;
    }

    ListenConfig config() {
        return config;
    }

    StreamHandler handler() {
        return handler;
    }

    FrameIntake intake(FrameReceiver receiver) {
        return new FrameIntake(receiver, counters, room, config.limits().maxFrameBytes());
    }

    Counters counters() {
        return counters;
    }

    ClassLoader context() {
        return context;
    }
}
