package io.exogenesis.omega.quic.netty;

import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.Pins;
import io.exogenesis.omega.quic.QuicConnection;
import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.quic.WrongPinException;
import io.exogenesis.omega.quic.engine.Addresses;
import io.exogenesis.omega.quic.engine.Answers;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicSslEngine;
import io.netty.handler.codec.quic.QuicTimeoutClosedChannelException;
import io.netty.handler.codec.quic.SslEarlyDataReadyEvent;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** A connection that we opened. */
final class DialedConnection implements QuicConnection {
    /**
     * Streams under way at once; further exchanges wait for one. Well below what a listener allows, since a stream counts
     * there until the peer has heard of its end.
     */
    private static final int MAX_STREAMS = 4;

    private final NettyDialer dialer;
    private final DialConfig config;
    private final InetSocketAddress peer;
    private final Pins pins;
    private final boolean early;
    private final AtomicReference<@Nullable QuicException> end = new AtomicReference<>();
    private final Semaphore streams = new Semaphore(MAX_STREAMS, true);
    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
    /** Exchanges may begin. */
    private final CompletableFuture<QuicChannel> ready = new CompletableFuture<>();

    private volatile @Nullable QuicChannel channel;
    private volatile @Nullable QuicSslEngine tls;
    /** The key of the peer's certificate; a session that is resumed shows none. */
    private volatile @Nullable Pin shown;

    private volatile boolean handshaken;

    /** @param early exchanges may begin before the handshake is done, where there is a session to resume */
    DialedConnection(NettyDialer dialer, DialConfig config, InetSocketAddress peer, Pins pins, boolean early) {
        this.dialer = dialer;
        this.config = config;
        this.peer = peer;
        this.pins = pins;
        this.early = early;
    }

    InetSocketAddress peer() {
        return peer;
    }

    QuicSslEngine engine(QuicChannel dialing) {
        QuicSslEngine made = dialer.tls().engine(this, pins, dialing.alloc());
        channel = dialing;
        tls = made;
        return made;
    }

    /**
     * The key in the peer's certificate. If it is a pinned one exchanges may begin: what they send waits in the library until the
     * peer has proved that it holds the key, since it has no keys to send with before. Netty itself says that the handshake is done
     * with the next datagram only, a whole round trip later.
     */
    void shown(Pin actual) {
        shown = actual;
        QuicChannel dialing = channel;
        if (pins.accept(actual) && dialing != null) {
            dialing.eventLoop().execute(() -> ready.complete(dialing));
        }
    }

    /** Hears that early data may leave, and why the peer closes. */
    ChannelHandler events() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext context, Object event) {
                if (event instanceof SslEarlyDataReadyEvent && early) {
                    ready.complete((QuicChannel) context.channel());
                } else if (event instanceof QuicConnectionCloseEvent close) {
                    lost(new QuicException(
                            QuicException.Kind.CLOSED,
                            "closed by the peer (" + close.error() + " "
                                    + new String(close.reason(), StandardCharsets.UTF_8) + ")"));
                }
                context.fireUserEventTriggered(event);
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                lost(failed(cause));
                context.close();
            }
        };
    }

    /** The handshake is done, or it failed. The pin was compared within it. */
    void handshaken(Future<? super QuicChannel> dialed) {
        if (!dialed.isSuccess()) {
            lost(failed(dialed.cause()));
            return;
        }
        QuicChannel open = (QuicChannel) dialed.getNow();
        open.closeFuture()
                .addListener(_ -> lost(new QuicException(
                        open.isTimedOut() ? QuicException.Kind.TIMEOUT : QuicException.Kind.CLOSED,
                        open.isTimedOut() ? "idle for too long" : "the connection was lost")));
        SSLEngine engine = open.sslEngine();
        if (engine == null || !config.alpn().equals(engine.getApplicationProtocol())) {
            lost(new QuicException(QuicException.Kind.CONNECT_FAILED, remote() + " does not speak " + config.alpn()));
        }
        if (end.get() != null) {
            open.close();
            return;
        }
        handshaken = true;
        ready.complete(open);
    }

    private QuicException failed(Throwable cause) {
        Pin other = shown;
        if (other != null && !pins.accept(other)) {
            return new WrongPinException(remote(), pins, other.sha256Base64());
        }
        if (handshaken) {
            return new QuicException(QuicException.Kind.CLOSED, "the connection failed", cause);
        }
        boolean late = cause instanceof ConnectTimeoutException || cause instanceof QuicTimeoutClosedChannelException;
        return new QuicException(
                late ? QuicException.Kind.TIMEOUT : QuicException.Kind.CONNECT_FAILED,
                "no QUIC connection to " + remote() + ": " + cause.getMessage(),
                cause);
    }

    /** Waits until exchanges may begin. */
    void await(Duration timeout) {
        try {
            ready.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new QuicException(
                    QuicException.Kind.TIMEOUT,
                    "no QUIC connection to " + remote() + " within " + timeout.toMillis() + " ms",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuicException(QuicException.Kind.CLOSED, "interrupted while dialing " + remote(), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof QuicException ours
                    ? ours
                    : new QuicException(QuicException.Kind.CONNECT_FAILED, "the dial failed: " + e.getCause(), e);
        }
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
        QuicChannel open = ready.getNow(null);
        if (open == null || end.get() != null) {
            throw closed();
        }
        Exchange exchange = new Exchange(remote(), config.maxFrameBytes(), frameBodies.size());
        exchanges.add(exchange);
        try {
            if (end.get() != null) {
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
        if (why instanceof WrongPinException) {
            return why;
        }
        return new QuicException(
                QuicException.Kind.CLOSED,
                "the connection to " + remote() + " is closed" + (why == null ? "" : ": " + why.getMessage()),
                why);
    }

    @Override
    public boolean open() {
        return ready.isDone() && end.get() == null;
    }

    @Override
    public boolean resumed() {
        return handshaken && shown == null;
    }

    @Override
    public String remote() {
        return Addresses.text(peer);
    }

    @Override
    public void close() {
        lost(new QuicException(QuicException.Kind.CLOSED, "closed here"));
        ready.thenAccept(QuicChannel::close);
    }

    /** Ends everything on this connection, once. */
    private void lost(QuicException why) {
        if (end.compareAndSet(null, why)) {
            dialer.forget(this);
            QuicSslEngine engine = tls;
            if (engine != null) {
                dialer.tls().forget(engine);
            }
            ready.completeExceptionally(why);
            exchanges.forEach(exchange -> exchange.fail(closed()));
        }
    }
}
