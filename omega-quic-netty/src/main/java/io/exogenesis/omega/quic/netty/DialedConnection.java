package io.exogenesis.omega.quic.netty;

import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.QuicConnection;
import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.quic.WrongPinException;
import io.exogenesis.omega.quic.engine.Addresses;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
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
    private final Pin pin;
    private final AtomicReference<@Nullable QuicException> end = new AtomicReference<>();
    private final Semaphore streams = new Semaphore(MAX_STREAMS, true);
    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
    private volatile @Nullable QuicChannel channel;

    DialedConnection(NettyDialer dialer, DialConfig config, InetSocketAddress peer, Pin pin) {
        this.dialer = dialer;
        this.config = config;
        this.peer = peer;
        this.pin = pin;
    }

    /** Hears why the peer closes. */
    ChannelHandler closeListener() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext context, Object event) {
                if (event instanceof QuicConnectionCloseEvent close) {
                    lost(new QuicException(
                            QuicException.Kind.CLOSED,
                            "closed by the peer (" + close.error() + " "
                                    + new String(close.reason(), StandardCharsets.UTF_8) + ")"));
                }
                context.fireUserEventTriggered(event);
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                lost(new QuicException(QuicException.Kind.CLOSED, "the connection failed", cause));
                context.close();
            }
        };
    }

    /**
     * The handshake is done, nothing else has been sent: the moment for the pin.
     *
     * @throws WrongPinException if it is another key
     */
    void established(QuicChannel open) {
        channel = open;
        open.closeFuture()
                .addListener(_ -> lost(new QuicException(
                        open.isTimedOut() ? QuicException.Kind.TIMEOUT : QuicException.Kind.CLOSED,
                        open.isTimedOut() ? "idle for too long" : "the connection was lost")));
        QuicException refused = check(open.sslEngine());
        if (refused != null) {
            lost(refused);
            throw refused;
        }
    }

    private @Nullable QuicException check(@Nullable SSLEngine tls) {
        try {
            if (tls == null
                    || !(tls.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate)) {
                return unreadable();
            }
            Pin actual = Pin.of(certificate);
            if (!actual.equals(pin)) {
                return new WrongPinException(remote(), pin, actual.sha256Base64());
            }
            return config.alpn().equals(tls.getApplicationProtocol())
                    ? null
                    : new QuicException(
                            QuicException.Kind.CONNECT_FAILED, remote() + " does not speak " + config.alpn());
        } catch (SSLPeerUnverifiedException e) {
            return unreadable();
        }
    }

    private QuicException unreadable() {
        return new QuicException(QuicException.Kind.CONNECT_FAILED, remote() + " has no readable certificate");
    }

    @Override
    public List<byte[]> exchange(List<byte[]> frameBodies, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            if (!streams.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw Exchange.late(remote(), timeout);
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
        QuicChannel open = channel;
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
        return new QuicException(
                QuicException.Kind.CLOSED,
                "the connection to " + remote() + " is closed" + (why == null ? "" : ": " + why.getMessage()),
                why);
    }

    @Override
    public boolean open() {
        return channel != null && end.get() == null;
    }

    @Override
    public String remote() {
        return Addresses.text(peer);
    }

    @Override
    public void close() {
        lost(new QuicException(QuicException.Kind.CLOSED, "closed here"));
        QuicChannel open = channel;
        if (open != null) {
            open.close();
        }
    }

    /** Ends everything on this connection, once. */
    private void lost(QuicException why) {
        if (end.compareAndSet(null, why)) {
            dialer.forget(this);
            exchanges.forEach(exchange -> exchange.fail(closed()));
        }
    }
}
