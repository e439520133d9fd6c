package io.exogenesis.omega.quic.netty;

import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.Pins;
import io.exogenesis.omega.quic.QuicConnection;
import io.exogenesis.omega.quic.QuicDialer;
import io.exogenesis.omega.quic.QuicException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** One event loop and one socket for all connections of a JVM. */
final class NettyDialer implements QuicDialer {
    private static final long STREAM_WINDOW_BYTES = 1 << 20;
    private static final long CONNECTION_WINDOW_BYTES = 4 << 20;
    private static final long CLOSE_SECONDS = 3;

    static final AttributeKey<DialedConnection> DIALED = AttributeKey.valueOf("omega.dialed");

    private final DialConfig config;
    private final PinnedTls tls;
    private final EventLoopGroup loop = UdpSockets.loop("omega-quic-dial");
    private final Set<DialedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Channel socket;
    private volatile boolean closed;

    private NettyDialer(DialConfig config) {
        this.config = config;
        this.tls = new PinnedTls(config.alpn());
        var bound = UdpSockets.bootstrap(loop)
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
                .sslEngineProvider(channel -> channel.attr(DIALED).get().engine(channel))
                .maxIdleTimeout(config.idleTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .initialMaxData(CONNECTION_WINDOW_BYTES)
                .initialMaxStreamDataBidirectionalLocal(STREAM_WINDOW_BYTES)
                .build();
    }

    @Override
    public QuicConnection connect(InetSocketAddress to, Pins pins, Duration timeout) {
        return dial(to, pins, timeout, false);
    }

    @Override
    public QuicConnection connectEarly(InetSocketAddress to, Pins pins, Duration timeout) {
        return dial(to, pins, timeout, true);
    }

    private QuicConnection dial(InetSocketAddress to, Pins pins, Duration timeout, boolean early) {
        if (closed) {
            throw new QuicException(QuicException.Kind.CLOSED, "the dialer is closed");
        }
        DialedConnection connection = new DialedConnection(this, config, resolved(to), pins, early);
        connections.add(connection);
        boolean done = false;
        try {
            QuicChannel.newBootstrap(socket)
                    .attr(DIALED, connection)
                    .handler(connection.events())
                    .streamHandler(new ChannelInboundHandlerAdapter())
                    .remoteAddress(connection.peer())
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                            Math.clamp(timeout.toMillis() + 1, 1, Integer.MAX_VALUE))
                    .connect()
                    .addListener(connection::handshaken);
            connection.await(timeout);
            done = true;
            return connection;
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    PinnedTls tls() {
        return tls;
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
