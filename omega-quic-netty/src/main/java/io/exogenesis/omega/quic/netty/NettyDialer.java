package io.exogenesis.omega.quic.netty;

import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.QuicConnection;
import io.exogenesis.omega.quic.QuicDialer;
import io.exogenesis.omega.quic.QuicException;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** One event loop and one socket for all connections of a JVM. */
final class NettyDialer implements QuicDialer {
    private static final long STREAM_WINDOW_BYTES = 1 << 20;
    private static final long CONNECTION_WINDOW_BYTES = 4 << 20;
    private static final int DATAGRAM_BYTES = 2048;
    private static final long CLOSE_SECONDS = 3;

    private final DialConfig config;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("omega-quic-dial", true), NioIoHandler.newFactory());
    private final Set<DialedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Channel socket;
    private volatile boolean closed;

    private NettyDialer(DialConfig config) {
        this.config = config;
        var bound = new Bootstrap()
                .group(loop)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM_BYTES))
                .handler(codec())
                .bind(new InetSocketAddress(0))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new QuicException(QuicException.Kind.SETUP, "the QUIC dialer does not start", bound.cause());
        }
        this.socket = bound.channel();
    }

    static NettyDialer start(DialConfig config) {
        return new NettyDialer(config);
    }

    private ChannelHandler codec() {
        return new QuicClientCodecBuilder()
                .sslContext(QuicSslContextBuilder.forClient()
                        .trustManager(new AnyKey())
                        .endpointIdentificationAlgorithm("") // a host name proves nothing here: the pin does
                        .applicationProtocols(config.alpn())
                        .build())
                .maxIdleTimeout(config.idleTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .initialMaxData(CONNECTION_WINDOW_BYTES)
                .initialMaxStreamDataBidirectionalLocal(STREAM_WINDOW_BYTES)
                .build();
    }

    @Override
    public QuicConnection connect(InetSocketAddress to, Pin pin, Duration timeout) {
        InetSocketAddress peer = resolved(to);
        DialedConnection connection = new DialedConnection(this, config, peer, pin);
        if (closed) {
            throw new QuicException(QuicException.Kind.CLOSED, "the dialer is closed");
        }
        connections.add(connection);
        boolean done = false;
        Future<QuicChannel> dialed = QuicChannel.newBootstrap(socket)
                .handler(connection.closeListener())
                .streamHandler(new ChannelInboundHandlerAdapter())
                .remoteAddress(peer)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.clamp(timeout.toMillis() + 1, 1, Integer.MAX_VALUE))
                .connect();
        try {
            if (!dialed.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new QuicException(
                        QuicException.Kind.TIMEOUT,
                        "no QUIC connection to " + connection.remote() + " within " + timeout.toMillis() + " ms");
            }
            if (!dialed.isSuccess()) {
                throw new QuicException(
                        QuicException.Kind.CONNECT_FAILED,
                        "no QUIC connection to " + connection.remote() + ": " + dialed.cause().getMessage(),
                        dialed.cause());
            }
            connection.established(dialed.getNow());
            done = true;
            return connection;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuicException(QuicException.Kind.CLOSED, "interrupted while dialing " + connection.remote(), e);
        } finally {
            if (!done) {
                connection.close();
                dialed.addListener(f -> {
                    if (f.isSuccess()) {
                        ((QuicChannel) f.getNow()).close();
                    }
                });
            }
        }
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
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        connections.forEach(DialedConnection::close);
        socket.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
