package io.exogenesis.omega.quic;

import io.exogenesis.omega.quic.engine.FramePrefix;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;

/** Streams of a client that keeps to nothing. */
final class RawStreams {
    private RawStreams() {}

    /** A stream that takes no notice of what comes, nor of its end. */
    static QuicStreamChannel open(QuicChannel connection) throws Exception {
        return NettyClient.await(connection.createStream(QuicStreamType.BIDIRECTIONAL, new DeafHandler()));
    }

    static void send(QuicStreamChannel stream, byte[] bytes) throws Exception {
        NettyClient.await(stream.writeAndFlush(Unpooled.wrappedBuffer(bytes)));
    }

    /** What stands before a frame of that length. */
    static byte[] prefix(int length) {
        ByteBuffer prefix = FramePrefix.of(length);
        byte[] bytes = new byte[prefix.remaining()];
        prefix.get(bytes);
        return bytes;
    }

    /** A frame of zeros. */
    static byte[] frame(int length) {
        ByteBuffer prefix = FramePrefix.of(length);
        return ByteBuffer.allocate(prefix.remaining() + length).put(prefix).array();
    }

    private static final class DeafHandler extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // as expected
        }
    }
}
