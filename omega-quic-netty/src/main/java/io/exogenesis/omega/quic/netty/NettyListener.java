package io.exogenesis.omega.quic.netty;

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
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One UDP socket with one event loop, and the connections on it. */
final class NettyListener implements QuicListener {
    private static final System.Logger LOG = System.getLogger(NettyListener.class.getName());

    /** What one stream may send ahead of its reader: a full push of patterns is some 30 KB. */
    private static final long STREAM_WINDOW_BYTES = 128 << 10;

    /** What one connection may send ahead of all its readers; in native memory, for strangers too. */
    private static final long CONNECTION_WINDOW_BYTES = 256 << 10;

    /** As many handshakes may be under way, and no more than connections. */
    private static final int MAX_UNDER_WAY = 1024;

    /**
     * From so many handshakes under way on, a client proves its address first; at a listener for few connections from half of what it bears,
     * or datagrams that name addresses at which nobody is would take all of it.
     */
    private static final int RETRY_FROM = 64;

    /**
     * Addresses that one connection may come from, one after the other: quiche keeps a path for each, as many as there may be
     * connection ids, and a peer that reuses its id never frees one. The default is two.
     */
    private static final long PATHS = 16;

    /** A handshake takes three round trips at most; on the slowest links each takes a second. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    /** How long peers are given to hear of the close; then the port is closed in any case. */
    private static final long CLOSE_SECONDS = 3;

    private final ListenConfig config;
    private final StreamHandler handler;
    private final Counters counters = new Counters();
    private final HeldBytes room;
    private final AtomicInteger underWay = new AtomicInteger();
    private final int mostUnderWay;
    private final Set<AcceptedConnection> connections = ConcurrentHashMap.newKeySet();
    // Streams call into the application: they get the class loader of whoever asked to listen.
    private final ClassLoader context = Thread.currentThread().getContextClassLoader();
    private final EventLoopGroup loop = UdpSockets.loop("omega-quic-listen");
    private final AmplificationLimit amplification = new AmplificationLimit();
    private final ReceiverBugs bugs = new ReceiverBugs(counters);
    private final Channel socket;
    /** Of handshakes that begin now; it has ticket keys of its own. */
    private volatile QuicSslContext tls;

    private volatile boolean closed;

    private NettyListener(ListenConfig config, StreamHandler handler) {
        this.config = config;
        this.handler = handler;
        this.room =
                new HeldBytes(config.limits().maxHeldBytes(), config.limits().maxStrangerBytes());
        this.mostUnderWay = Math.min(MAX_UNDER_WAY, config.limits().maxConnections());
        this.tls = tls(config.keyStore(), config.keyStorePassword());
        ChannelFuture bound = UdpSockets.bootstrap(loop)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(amplification, codec());
                    }
                })
                .bind(config.bind())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw UdpSockets.portInUse(bound.cause())
                    ? new PortInUseException(config.bind(), bound.cause())
                    : new QuicException(QuicException.Kind.SETUP, "the QUIC listener does not start", bound.cause());
        }
        this.socket = bound.channel();
        sayWhatWaits();
    }

    /** An operator can raise the system's limit; without, storms lose datagrams, which are sent again and cost time. */
    private void sayWhatWaits() {
        Integer granted = socket.config().getOption(ChannelOption.SO_RCVBUF);
        if (granted != null && granted < UdpSockets.RECEIVE_BUFFER_BYTES) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "the system gives the QUIC port a receive buffer of {0} KiB, not {1}: see net.core.rmem_max in the page on deployment",
                    granted >> 10,
                    UdpSockets.RECEIVE_BUFFER_BYTES >> 10);
        }
    }

    static NettyListener start(ListenConfig config, StreamHandler handler) {
        return new NettyListener(config, handler);
    }

    private QuicSslContext tls(Path keyStore, String password) {
        ServerKey key = ServerKey.read(keyStore, password);
        return QuicSslContextBuilder.forServer(key.key(), null, key.chain())
                .applicationProtocols(config.alpn())
                .earlyData(true)
                .build();
    }

    private ChannelHandler codec() {
        return new QuicServerCodecBuilder()
                .sslEngineProvider(channel -> tls.newEngine(channel.alloc()))
                // twice: we are first, with a close
                .maxIdleTimeout(2 * config.limits().idleTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .initialMaxData(CONNECTION_WINDOW_BYTES)
                .initialMaxStreamDataBidirectionalRemote(STREAM_WINDOW_BYTES)
                .initialMaxStreamsBidirectional(config.limits().maxStreams())
                .activeConnectionIdLimit(PATHS)
                .tokenHandler(new RetryTokens(InstantSource.system(), this::isUnderLoad))
                .handler(new ChannelInitializer<QuicChannel>() {
                    @Override
                    protected void initChannel(QuicChannel channel) {
                        arrived(channel);
                    }
                })
                .streamHandler(new ChannelInitializer<QuicStreamChannel>() {
                    @Override
                    protected void initChannel(QuicStreamChannel stream) {
                        opened(stream);
                    }
                })
                .build();
    }

    private boolean isUnderLoad() {
        return underWay.get() >= Math.min(RETRY_FROM, Math.max(2, mostUnderWay / 2));
    }

    /** A handshake begins. What is too much is closed before any key is agreed on. */
    private void arrived(QuicChannel channel) {
        if (underWay.get() >= mostUnderWay) {
            counters.connectionsRefused.increment();
            channel.close();
            return;
        }
        AcceptedConnection connection = new AcceptedConnection(this, channel, underWay, amplification);
        channel.attr(AcceptedConnection.KEY).set(connection);
        channel.pipeline().addLast(connection);
        channel.eventLoop().schedule(connection::handshakeIsLate, HANDSHAKE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void opened(QuicStreamChannel stream) {
        AcceptedConnection connection =
                stream.parent().attr(AcceptedConnection.KEY).get();
        if (closed || connection == null) {
            stream.close();
            return;
        }
        counters.streamsTotal.increment();
        stream.config().setReadFrames(true).setAllowHalfClosure(true).setAutoRead(false);
        stream.pipeline().addLast(new IncomingStream(connection, this, stream));
    }

    @Override
    public int port() {
        return ((InetSocketAddress) socket.localAddress()).getPort();
    }

    @Override
    public long connections() {
        return connections.size();
    }

    @Override
    public QuicStats stats() {
        return counters.stats(connections());
    }

    @Override
    public void useKey(Path keyStore, String password) {
        tls = tls(keyStore, password);
    }

    @Override
    public int closeStrangers(Duration age) {
        long now = System.nanoTime();
        List<AcceptedConnection> strangers = connections.stream()
                .filter(c -> c.strangerSince(now - age.toNanos()))
                .toList();
        strangers.forEach(AcceptedConnection::close);
        return strangers.size();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
        List<ChannelFuture> farewells =
                connections.stream().map(AcceptedConnection::close).toList();
        farewells.forEach(f -> f.awaitUninterruptibly(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        socket.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    boolean admit(AcceptedConnection connection) {
        if (closed || connections.size() >= config.limits().maxConnections()) {
            counters.connectionsRefused.increment();
            return false;
        }
        counters.connectionsTotal.increment();
        return connections.add(connection);
    }

    void forget(AcceptedConnection connection) {
        connections.remove(connection);
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
