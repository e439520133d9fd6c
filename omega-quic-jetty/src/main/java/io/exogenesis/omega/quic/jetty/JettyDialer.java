package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.Pins;
import io.exogenesis.omega.quic.QuicConnection;
import io.exogenesis.omega.quic.QuicDialer;
import io.exogenesis.omega.quic.QuicException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** A Jetty client connector: one selector, one pool of daemon threads, one pool of buffers, one socket a connection. */
final class JettyDialer implements QuicDialer {

    private static final int MAX_THREADS = 32;

    /** Ours to enforce, dial by dial: Jetty's counts only until the first datagram comes back. */
    private static final Duration JETTY_CONNECT_TIMEOUT = Duration.ofMinutes(10);

    private final DialConfig config;
    private final ClientConnector connector = new ClientConnector();
    private final DialTransport transport;
    private final Set<DialedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private JettyDialer(DialConfig config) {
        this.config = config;
        this.transport = new DialTransport(config);
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("omega-quic-dial");
        threads.setDaemon(true);
        connector.setExecutor(threads);
        connector.setScheduler(new ScheduledExecutorScheduler("omega-quic-dial-timer", true));
        connector.setByteBufferPool(new ArrayByteBufferPool());
        connector.setSslContextFactory(new PinnedTls());
        // With address reuse, Jetty's default, the kernel gives two UDP sockets the same port now and then (a birthday
        // among
        // a few hundred), and one of the two never hears anything again.
        connector.setReuseAddress(false);
        connector.setConnectTimeout(JETTY_CONNECT_TIMEOUT);
        connector.setIdleTimeout(config.idleTimeout());
    }

    static JettyDialer start(DialConfig config) {
        JettyDialer dialer = new JettyDialer(config);
        try {
            dialer.connector.start();
        } catch (Exception e) { // Jetty's life cycle declares no narrower one
            throw new QuicException(QuicException.Kind.SETUP, "the QUIC dialer does not start: " + e.getMessage(), e);
        }
        return dialer;
    }

    @Override
    public QuicConnection connect(InetSocketAddress to, Pins pins, Duration timeout) {
        InetSocketAddress peer = resolved(to);
        DialedConnection connection = new DialedConnection(this, config, peer, pins);
        if (closed) {
            throw new QuicException(QuicException.Kind.CLOSED, "the dialer is closed");
        }
        connections.add(connection);
        boolean done = false;
        try {
            transport.dial(connector, peer, connection);
            connection.opened().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            done = true;
            return connection;
        } catch (TimeoutException e) {
            throw new QuicException(
                    QuicException.Kind.TIMEOUT,
                    "no QUIC connection to " + connection.remote() + " within " + timeout.toMillis() + " ms",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuicException(QuicException.Kind.CLOSED, "interrupted while dialing " + connection.remote(), e);
        } catch (ExecutionException e) {
            throw dialFailure(connection, e.getCause() == null ? e : e.getCause());
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    private static QuicException dialFailure(DialedConnection connection, Throwable cause) {
        return cause instanceof QuicException ours
                ? ours
                : new QuicException(
                        QuicException.Kind.CONNECT_FAILED,
                        "no QUIC connection to " + connection.remote() + ": " + cause.getMessage(),
                        cause);
    }

    private static InetSocketAddress resolved(InetSocketAddress to) {
        InetSocketAddress peer = to.isUnresolved() ? new InetSocketAddress(to.getHostString(), to.getPort()) : to;
        if (peer.isUnresolved()) {
            throw new QuicException(QuicException.Kind.CONNECT_FAILED, "unknown host " + to.getHostString());
        }
        return peer;
    }

    void forget(DialedConnection connection) {
        connections.remove(connection);
    }

    @Override
    public void close() {
        closed = true;
        connections.forEach(DialedConnection::close);
        try {
            connector.stop();
        } catch (Exception e) { // Jetty's life cycle declares no narrower one
            System.getLogger(JettyDialer.class.getName())
                    .log(System.Logger.Level.WARNING, "the QUIC dialer did not stop cleanly: {0}", e.toString());
        }
    }
}
