package io.exogenesis.omega.quic.netty;

import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.quic.engine.HeldAnswers;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamFrame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The answering direction of an incoming stream. */
final class AnswerStream extends HeldAnswers {
    private final IncomingStream incoming;
    private final QuicStreamChannel stream;

    /** Made on the thread that reads the stream. */
    AnswerStream(IncomingStream incoming, QuicStreamChannel stream, String remote, NettyListener listener) {
        super(remote, listener.counters());
        this.incoming = incoming;
        this.stream = stream;
    }

    @Override
    public boolean early() {
        return incoming.early();
    }

    @Override
    protected void abandon(long code) {
        stream.shutdown((int) code);
    }

    @Override
    public void whenGone(Runnable action) {
        stream.closeFuture().addListener(_ -> action.run());
    }

    @Override
    protected void writeLast(List<ByteBuffer> buffers) {
        if (incoming.failure() == null) {
            stream.writeAndFlush(frame(true, buffers));
        }
    }

    private static QuicStreamFrame frame(boolean last, List<ByteBuffer> buffers) {
        return new DefaultQuicStreamFrame(Unpooled.wrappedBuffer(buffers.toArray(ByteBuffer[]::new)), last);
    }

    @Override
    protected void write(boolean last, List<ByteBuffer> buffers) {
        QuicException failed = incoming.failure();
        if (failed != null) {
            throw new QuicException(failed.kind(), failed.getMessage() + " (" + remote() + ")", failed);
        }
        ChannelFuture written = stream.writeAndFlush(frame(last, buffers));
        try {
            incoming.await(written);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuicException(QuicException.Kind.CLOSED, "interrupted while answering " + remote(), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TimeoutException
                    ? new QuicException(QuicException.Kind.TIMEOUT, remote() + " does not take its answer")
                    : new QuicException(
                            QuicException.Kind.CLOSED, "the stream to " + remote() + " is gone", e.getCause());
        }
    }
}
