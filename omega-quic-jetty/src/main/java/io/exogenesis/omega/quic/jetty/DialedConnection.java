package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.Pins;
import io.exogenesis.omega.quic.QuicConnection;
import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.quic.WrongPinException;
import io.exogenesis.omega.quic.engine.Addresses;
import io.exogenesis.omega.quic.engine.Answers;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.quic.api.Session;
import org.eclipse.jetty.quic.api.frames.ConnectionCloseFrame;
import org.eclipse.jetty.quic.common.AbstractSession;
import org.eclipse.jetty.quic.quiche.QuicheSession;
import org.eclipse.jetty.quic.util.ErrorCode;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/** A connection that we opened. Jetty calls it on its I/O threads: nothing of that blocks. */
final class DialedConnection implements QuicConnection, AbstractSession.Listener {

    /**
     * Streams under way at once; further exchanges wait for one. Well below what a listener allows, since a stream counts
     * there until the peer has heard of its end.
     */
    private static final int MAX_STREAMS = 4;

    private final JettyDialer dialer;
    private final DialConfig config;
    private final InetSocketAddress peer;
    private final Pins pins;
    private final CompletableFuture<Session> opened = new CompletableFuture<>();
    private final AtomicReference<@Nullable QuicException> end = new AtomicReference<>();
    private final Semaphore streams = new Semaphore(MAX_STREAMS, true);
    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Connection socket;
    private volatile @Nullable Session session;

    DialedConnection(JettyDialer dialer, DialConfig config, InetSocketAddress peer, Pins pins) {
        this.dialer = dialer;
        this.config = config;
        this.peer = peer;
        this.pins = pins;
    }

    CompletableFuture<Session> opened() {
        return opened;
    }

    /** Told by Jetty when the socket is there, and whenever the way to an open connection fails. */
    Promise<Connection> socketPromise() {
        return new Promise<>() {
            @Override
            public void succeeded(Connection bound) {
                socket = bound;
                if (end.get() != null) {
                    bound.getEndPoint().close();
                }
            }

            @Override
            public void failed(Throwable cause) {
                lost(new QuicException(
                        QuicException.Kind.CONNECT_FAILED,
                        "no QUIC connection to " + remote() + ": " + cause.getMessage(),
                        cause));
            }
        };
    }

    /** The handshake is done, nothing else has been sent: the moment for the pin. */
    @Override
    public void onOpen(Session established) {
        session = established;
        QuicException refused = check(established);
        if (refused != null) {
            lost(refused);
            disconnect(established, "not the peer that was asked for");
        } else if (end.get() != null) {
            disconnect(established, "too late");
        } else {
            opened.complete(established);
        }
    }

    private @Nullable QuicException check(Session established) {
        QuicheSession quiche = (QuicheSession) established;
        X509Certificate[] certificates = quiche.getPeerCertificates();
        if (certificates == null || certificates.length == 0) {
            return new QuicException(QuicException.Kind.CONNECT_FAILED, remote() + " has no readable certificate");
        }
        Pin actual = Pin.of(certificates[0]);
        if (!pins.accept(actual)) {
            return new WrongPinException(remote(), pins, actual.sha256Base64());
        }
        return config.alpn().equals(quiche.getNegotiatedProtocol())
                ? null
                : new QuicException(QuicException.Kind.CONNECT_FAILED, remote() + " does not speak " + config.alpn());
    }

    @Override
    public List<byte[]> exchange(List<byte[]> frameBodies, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            if (!streams.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw Answers.late(remote(), timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuicException(QuicException.Kind.CLOSED, "interrupted while waiting for a stream", e);
        }
        try {
            return exchangeNow(frameBodies, timeout, deadline);
        } finally {
            streams.release();
        }
    }

    private List<byte[]> exchangeNow(List<byte[]> frameBodies, Duration timeout, long deadline) {
        Session open = session;
        if (open == null || end.get() != null) {
            throw closed();
        }
        Exchange exchange = new Exchange(remote(), config.maxFrameBytes(), frameBodies.size());
        exchanges.add(exchange);
        try {
            QuicException ended = end.get();
            if (ended != null) {
                throw closed(); // closed between the first look and the entry into the set
            }
            exchange.start(open, frameBodies);
            return exchange.await(deadline, timeout);
        } finally {
            exchanges.remove(exchange);
        }
    }

    private QuicException closed() {
        QuicException why = end.get();
        return new QuicException(
                QuicException.Kind.CLOSED,
                "the connection to " + remote() + " is closed" + (why == null ? "" : ": " + why.getMessage()),
                why);
    }

    @Override
    public boolean open() {
        return session != null && end.get() == null;
    }

    @Override
    public String remote() {
        return Addresses.text(peer);
    }

    @Override
    public void close() {
        lost(new QuicException(QuicException.Kind.CLOSED, "closed here"));
        Session open = session;
        Connection bound = socket;
        if (open != null) {
            disconnect(open, "close");
        } else if (bound != null) {
            bound.getEndPoint().close();
        }
    }

    @Override
    public boolean onIdleTimeout(Session idle, TimeoutException failure) {
        lost(new QuicException(QuicException.Kind.TIMEOUT, "idle for too long", failure));
        disconnect(idle, "idle");
        return true;
    }

    @Override
    public CompletableFuture<Session> onLocalShutdown(Session closing) {
        CompletableFuture<Session> done = new CompletableFuture<>();
        onLocalClose(
                closing,
                new ConnectionCloseFrame(ErrorCode.NO_ERROR.code(), "shutdown"),
                Promise.Invocable.toPromise(done));
        return done;
    }

    /** Jetty waits here while it stops, on the very thread that would end the waiting: so it is not kept. */
    @Override
    public void onLocalClose(Session closing, ConnectionCloseFrame frame, Promise.Invocable<Session> promise) {
        lost(new QuicException(QuicException.Kind.CLOSED, "closed here"));
        closing.disconnect(frame, null, Promise.Invocable.noop());
        promise.succeeded(closing);
    }

    @Override
    public void onClose(Session closed, ConnectionCloseFrame frame) {
        boolean first = lost(new QuicException(
                QuicException.Kind.CLOSED,
                "closed by the peer (" + frame.getErrorCode() + " " + frame.getReason() + ")"));
        if (first) {
            closed.disconnect(frame, null, Promise.Invocable.noop());
        }
    }

    @Override
    public void onDisconnect(Session disconnected) {
        lost(new QuicException(QuicException.Kind.CLOSED, "the connection was lost"));
    }

    private static void disconnect(Session from, String reason) {
        from.disconnect(new ConnectionCloseFrame(ErrorCode.NO_ERROR.code(), reason), null, Promise.Invocable.noop());
    }

    /** Ends everything on this connection, once; true for the first. */
    private boolean lost(QuicException why) {
        if (!end.compareAndSet(null, why)) {
            return false;
        }
        dialer.forget(this);
        opened.completeExceptionally(why);
        exchanges.forEach(exchange -> exchange.fail(closed()));
        return true;
    }
}
