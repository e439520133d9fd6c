package io.exogenesis.omega.quic.netty;

import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.quic.engine.Answers;
import io.exogenesis.omega.quic.engine.FramePrefix;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamFrame;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One stream of ours: everything out, then everything in. Decoding is cheap enough for the event loop. */
final class Exchange extends ChannelInboundHandlerAdapter {
    /** Application error code of a stream whose answer nobody waits for. */
    private static final int CANCELLED = 3;

    private final String remote;
    private final Answers answers;
    private volatile @Nullable QuicStreamChannel stream;
    private volatile boolean given;

    /** @param frames that are sent */
    Exchange(String remote, int maxFrameBytes, int frames) {
        this.remote = remote;
        this.answers = new Answers(remote, maxFrameBytes, frames);
    }

    void start(QuicChannel connection, List<byte[]> frameBodies) {
        List<ByteBuffer> buffers = new ArrayList<>(2 * frameBodies.size());
        for (byte[] body : frameBodies) {
            buffers.add(FramePrefix.of(body.length));
            buffers.add(ByteBuffer.wrap(body));
        }
        connection.createStream(QuicStreamType.BIDIRECTIONAL, this).addListener(made -> {
            if (!made.isSuccess()) {
                fail(new QuicException(
                        QuicException.Kind.CLOSED, "no stream to " + remote + " can be opened", made.cause()));
                return;
            }
            QuicStreamChannel opened = (QuicStreamChannel) made.getNow();
            opened.writeAndFlush(
                    new DefaultQuicStreamFrame(Unpooled.wrappedBuffer(buffers.toArray(ByteBuffer[]::new)), true));
        });
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        QuicStreamChannel added = (QuicStreamChannel) context.channel();
        added.config().setReadFrames(true).setAllowHalfClosure(true);
        stream = added;
        if (given) {
            added.shutdown(CANCELLED);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof QuicStreamFrame frame && !answers.result().isDone()) {
                for (ByteBuffer piece : frame.content().nioBuffers()) {
                    answers.feed(piece);
                }
                if (frame.hasFin()) {
                    answers.end();
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownReadComplete
                && !answers.result().isDone()) {
            answers.end();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(new QuicException(QuicException.Kind.RESET, remote + " reset the stream", cause));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new QuicException(QuicException.Kind.CLOSED, "the stream to " + remote + " was lost"));
    }

    void fail(QuicException cause) {
        answers.fail(cause);
    }

    List<byte[]> await(long deadlineNanos, Duration timeout) {
        boolean whole = false;
        try {
            List<byte[]> all = answers.result().get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            whole = true;
            return all;
        } catch (TimeoutException e) {
            throw Answers.late(remote, timeout);
        } catch (InterruptedException e) {
            throw answers.interrupted(e);
        } catch (ExecutionException e) {
            throw answers.failure(e);
        } finally {
            given = !whole;
            QuicStreamChannel used = stream;
            if (!whole && used != null) {
                used.shutdown(CANCELLED);
            }
        }
    }
}
