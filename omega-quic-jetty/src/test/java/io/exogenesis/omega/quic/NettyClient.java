package io.exogenesis.omega.quic;

import io.exogenesis.omega.wire.FrameDecoder;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A QUIC client of another library: Netty on its own build of quiche. One socket, one daemon thread. */
final class NettyClient implements AutoCloseable {

    /** Longer than any test waits: a connection must end because it was closed, not because it was idle. */
    private static final long IDLE_MINUTES = 10;

    private static final long WINDOW_BYTES = 1 << 20;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("netty-client", true), NioIoHandler.newFactory());
    private final Channel udp;

    NettyClient(Pin pin, String alpn) throws Exception {
        ChannelHandler codec = new QuicClientCodecBuilder()
                .sslContext(QuicSslContextBuilder.forClient()
                        .trustManager(new PinnedTrust(pin))
                        .endpointIdentificationAlgorithm("") // host names are not checked: the pin is
                        .applicationProtocols(alpn)
                        .build())
                .maxIdleTimeout(IDLE_MINUTES, TimeUnit.MINUTES)
                .initialMaxData(WINDOW_BYTES)
                .initialMaxStreamDataBidirectionalLocal(WINDOW_BYTES)
                .build();
        udp = new Bootstrap()
                .group(loop)
                .channel(NioDatagramChannel.class)
                .handler(codec)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
    }

    /** Waits until the connection is established as Netty sees it. */
    QuicChannel connect(InetSocketAddress to) throws Exception {
        return await(dial(to, new CompletableFuture<>()));
    }

    /** Dials; {@code closed} becomes the close that the peer sends. */
    Future<QuicChannel> dial(InetSocketAddress to, CompletableFuture<QuicConnectionCloseEvent> closed) {
        return QuicChannel.newBootstrap(udp)
                .handler(new CloseListener(closed))
                .streamHandler(new ChannelInboundHandlerAdapter())
                .remoteAddress(to)
                .connect();
    }

    /** One stream: sends all bytes, finishes, and waits for one frame. */
    static byte[] exchange(QuicChannel connection, byte[] bytes) throws Exception {
        return begin(connection, bytes, 1).get(Fixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * The same without waiting.
     *
     * @param frames of the answer; its end is not asked for, since Netty does not tell of each (some one in a thousand)
     */
    static CompletableFuture<byte[]> begin(QuicChannel connection, byte[] bytes, int frames) throws Exception {
        Collector collector = new Collector(frames);
        QuicStreamChannel stream = await(connection.createStream(QuicStreamType.BIDIRECTIONAL, collector));
        stream.writeAndFlush(Unpooled.wrappedBuffer(bytes)).addListener(QuicStreamChannel.SHUTDOWN_OUTPUT);
        return collector.answer;
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.get(Fixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        udp.close().awaitUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static final class CloseListener extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<QuicConnectionCloseEvent> closed;

        CloseListener(CompletableFuture<QuicConnectionCloseEvent> closed) {
            this.closed = closed;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof QuicConnectionCloseEvent close) {
                closed.complete(close);
            }
            context.fireUserEventTriggered(event);
        }
    }

    private static final class Collector extends ChannelInboundHandlerAdapter implements FrameDecoder.Sink {
        private final int frames;
        private final FrameDecoder decoder = new FrameDecoder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final CompletableFuture<byte[]> answer = new CompletableFuture<>();
        private int received;

        Collector(int frames) {
            this.frames = frames;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            byte[] piece = ByteBufUtil.getBytes(buffer);
            buffer.release();
            bytes.writeBytes(piece);
            decoder.feed(ByteBuffer.wrap(piece), this);
        }

        @Override
        public void frame(byte[] body) {
            if (++received == frames) {
                answer.complete(bytes.toByteArray());
            }
        }

        @Override
        public void tooLarge(long declared) {
            answer.completeExceptionally(new IllegalStateException("a frame of " + declared + " bytes"));
        }

        @Override
        public void malformed(String why) {
            answer.completeExceptionally(new IllegalStateException(why));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            answer.completeExceptionally(new IllegalStateException("the stream ended after " + received + " frames"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            answer.completeExceptionally(cause);
        }
    }
}
