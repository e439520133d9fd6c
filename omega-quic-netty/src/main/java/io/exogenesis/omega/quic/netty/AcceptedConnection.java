package io.exogenesis.omega.quic.netty;

import io.exogenesis.omega.quic.engine.Addresses;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionStats;
import io.netty.handler.codec.quic.QuicTransportError;
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One peer's connection, seen from the listener. Called on the event loop: nothing here blocks. */
final class AcceptedConnection extends ChannelInboundHandlerAdapter {
    static final AttributeKey<AcceptedConnection> KEY = AttributeKey.valueOf("omega.connection");

    /** Within one idle time-out: it is noticed at most half of one late. */
    private static final int LOOKS = 2;

    private final NettyListener listener;
    private final QuicChannel channel;
    private final AtomicInteger underWay;
    private final long openedNanos = System.nanoTime();
    /** Streams under way; only the event loop looks. */
    private final Set<IncomingStream> streams = new HashSet<>();

    private boolean established;
    /** Packets, when last looked. */
    private long received;

    private int silentLooks;
    private volatile boolean recognised;

    /** @param underWay handshakes, of which this is one more until it is established or ends */
    AcceptedConnection(NettyListener listener, QuicChannel channel, AtomicInteger underWay) {
        this.listener = listener;
        this.channel = channel;
        this.underWay = underWay;
        underWay.incrementAndGet();
        channel.closeFuture().addListener(_ -> gone());
    }

    /** Streams of early data are read before the handshake is done; by itself the channel asks for none until then. */
    @Override
    public void channelRegistered(ChannelHandlerContext context) {
        context.read();
        context.fireChannelRegistered();
    }

    /** The handshake is done. */
    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!established) {
            established = true;
            underWay.decrementAndGet();
            if (!listener.admit(this)) {
                channel.close(
                        false,
                        (int) QuicTransportError.CONNECTION_REFUSED.code(),
                        Unpooled.copiedBuffer("too many connections", StandardCharsets.US_ASCII));
            } else {
                lookAgain();
            }
        }
        context.fireChannelActive();
    }

    /** A peer's broken packets and resets are no news for the log. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        System.getLogger(AcceptedConnection.class.getName())
                .log(System.Logger.Level.DEBUG, "a connection failed", cause);
        channel.close();
    }

    private void gone() {
        if (!established) {
            established = true;
            underWay.decrementAndGet();
        }
        listener.forget(this);
    }

    /** Whether the handshake is under way: what comes now is early data. */
    boolean early() {
        return !established;
    }

    void handshakeIsLate() {
        if (!established) {
            channel.close();
        }
    }

    private void lookAgain() {
        long pause = listener.config().limits().idleTimeout().toNanos() / LOOKS;
        channel.eventLoop().schedule(this::look, pause, TimeUnit.NANOSECONDS);
    }

    void opened(IncomingStream stream) {
        streams.add(stream);
    }

    void ended(IncomingStream stream) {
        streams.remove(stream);
    }

    /** A connection that nothing arrives on is closed with a word: quiche ends it in silence, and a peer without timers would not know. */
    private void look() {
        streams.forEach(s -> s.look(listener.config().limits().idleTimeout().toNanos()));
        channel.collectStats().addListener(stats -> {
            if (!stats.isSuccess()) {
                return; // it has ended
            }
            long now = ((QuicConnectionStats) stats.getNow()).recv();
            silentLooks = now == received ? silentLooks + 1 : 0;
            received = now;
            if (silentLooks >= LOOKS) {
                close("idle");
            } else {
                lookAgain();
            }
        });
    }

    ChannelFuture close() {
        return close("closed");
    }

    private ChannelFuture close(String why) {
        return channel.close(
                false, (int) QuicTransportError.NO_ERROR.code(), Unpooled.copiedBuffer(why, StandardCharsets.US_ASCII));
    }

    /** Whether it was opened before this moment of {@link System#nanoTime} and nobody has said since who it is. */
    boolean strangerSince(long nanos) {
        return !recognised && openedNanos - nanos <= 0;
    }

    boolean recognised() {
        return recognised;
    }

    void recognise() {
        recognised = true;
    }

    /** The peer's address now: it may move. */
    String remote() {
        return Addresses.text(channel.remoteSocketAddress());
    }
}
