package io.exogenesis.omega.quic.netty;

import io.exogenesis.omega.quic.FrameReceiver;
import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.quic.engine.FrameIntake;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a peer has opened. A virtual thread of its own asks for its bytes and calls the receiver; the event loop only hands
 * them over. Nothing is asked for while the receiver works, so that flow control holds a fast peer back.
 */
final class IncomingStream extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(IncomingStream.class.getName());
    private static final AtomicLong NUMBER = new AtomicLong();

    /** Application error code of a stream whose receiver threw. */
    private static final int INTERNAL_ERROR = 1;

    /** Application error code for a peer that has given its stream up, or is silent. */
    private static final int GIVEN_UP = 3;

    /** Application error code for a peer that goes on sending what is not read any more. */
    private static final int NOT_READING = 2;

    /** Several of the largest frames: an honest peer has heard of the refusal by then. */
    private static final long MAX_DROPPED_BYTES = 16 << 20;

    private final AcceptedConnection connection;
    private final NettyListener listener;
    private final QuicStreamChannel stream;
    private final boolean early;
    /** What the event loop hands over: bytes, the peer's end, or why there is none. */
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private final AtomicReference<@Nullable QuicException> failure = new AtomicReference<>();
    private volatile long lastActivityNanos = System.nanoTime();
    /** Whether the peer was asked for more and nothing was handed over since; after the start only the reading thread looks. */
    private boolean asked;

    /** Whether the reading thread waits for the peer. */
    private volatile boolean reading;
    /** An answer that the peer has not taken yet. */
    private volatile @Nullable CompletableFuture<Void> writing;

    private sealed interface Event {}

    private record Bytes(QuicStreamFrame frame) implements Event {}

    private record End() implements Event {}

    private record Failed(QuicException cause) implements Event {}

    IncomingStream(AcceptedConnection connection, NettyListener listener, QuicStreamChannel stream) {
        this.connection = connection;
        this.listener = listener;
        this.stream = stream;
        this.early = connection.early();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connection.opened(this);
        // here the question costs nothing; from the reader's thread it would wake the event loop
        context.read();
        asked = true;
        Thread reader = Thread.ofVirtual()
                .name("omega-quic-stream-" + NUMBER.incrementAndGet())
                .unstarted(this::run);
        reader.setContextClassLoader(listener.context());
        reader.start();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof QuicStreamFrame frame) {
            events.add(new Bytes(frame));
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownReadComplete) {
            events.add(new End());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(new QuicException(QuicException.Kind.RESET, "the peer reset the stream", cause));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.ended(this);
        fail(new QuicException(QuicException.Kind.CLOSED, "the stream was lost"));
    }

    /** A receiver that waits for frames hears of it. */
    private void fail(QuicException cause) {
        if (failure.compareAndSet(null, cause)) {
            events.add(new Failed(cause));
        }
    }

    void active() {
        lastActivityNanos = System.nanoTime();
    }

    boolean early() {
        return early;
    }

    @Nullable
    QuicException failure() {
        return failure.get();
    }

    private void run() {
        AnswerStream answers = new AnswerStream(this, stream, connection.remote(), listener);
        try {
            FrameReceiver receiver = listener.handler().open(answers);
            try (FrameIntake intake = listener.intake(receiver)) {
                read(intake, answers);
                if (intake.endedEarly()) {
                    drop();
                }
            }
        } catch (InterruptedException e) {
            answers.reset(INTERNAL_ERROR);
        } catch (QuicException e) {
            // The receiver could not answer: the peer has gone, which is no news for the log.
            LOG.log(System.Logger.Level.DEBUG, "a stream ended early", e);
            listener.counters().streamsFailed.increment();
            answers.reset(INTERNAL_ERROR);
        } catch (RuntimeException e) {
            listener.bugs().threw(e);
            answers.reset(INTERNAL_ERROR);
        } finally {
            releaseAll();
        }
    }

    private void read(FrameIntake intake, AnswerStream answers) throws InterruptedException {
        while (!intake.ended()) {
            switch (next()) {
                case Failed(QuicException cause) -> {
                    intake.fail(cause);
                    // A peer that resets its direction leaves ours open, and the stream would count as open until the
                    // connection ends.
                    answers.reset(GIVEN_UP);
                }
                case End() -> {
                    intake.finish();
                    answers.release(false);
                }
                case Bytes(QuicStreamFrame frame) -> take(frame, intake, answers);
            }
        }
    }

    private void take(QuicStreamFrame frame, FrameIntake intake, AnswerStream answers) {
        active();
        answers.hold();
        try {
            for (var piece : frame.content().nioBuffers()) {
                if (!intake.ended()) {
                    intake.feed(piece);
                }
            }
            if (frame.hasFin() && !intake.ended()) {
                intake.finish();
            }
        } finally {
            frame.release();
        }
        if (!connection.recognised() && !intake.stranger()) {
            connection.recognise();
        }
        answers.release(intake.midFrame());
    }

    /** The next event; asks the peer for more where there is none yet. */
    private Event next() throws InterruptedException {
        Event there = events.poll();
        if (there != null) {
            asked = false;
            return there;
        }
        if (!asked) {
            stream.read();
        }
        asked = false;
        reading = true;
        try {
            return events.take();
        } finally {
            reading = false;
        }
    }

    /** Waits until the peer has taken an answer. */
    void await(ChannelFuture written) throws InterruptedException, ExecutionException {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        active();
        writing = taken;
        written.addListener(f -> {
            if (f.isSuccess()) {
                taken.complete(null);
            } else {
                taken.completeExceptionally(f.cause());
            }
        });
        try {
            taken.get();
        } finally {
            writing = null;
        }
        active();
    }

    /**
     * Ends the waiting for a peer that nothing came from, and that took nothing, for so long. Called now and then by the event loop: a
     * timer for each wait of each stream would cost more than the wait.
     */
    void look(long idleNanos) {
        if (System.nanoTime() - lastActivityNanos < idleNanos) {
            return;
        }
        if (reading && events.isEmpty()) {
            events.add(new Failed(new QuicException(QuicException.Kind.TIMEOUT, "the stream was idle for too long")));
        }
        CompletableFuture<Void> taken = writing;
        if (taken != null) {
            taken.completeExceptionally(new TimeoutException());
        }
    }

    /** Reads to the end what nobody wants any more; whoever goes on for long is told to stop. */
    private void drop() throws InterruptedException {
        long dropped = 0;
        while (next() instanceof Bytes(QuicStreamFrame frame)) {
            dropped += frame.content().readableBytes();
            boolean last = frame.hasFin();
            frame.release();
            if (dropped > MAX_DROPPED_BYTES) {
                stream.shutdownInput(NOT_READING);
            }
            if (last || dropped > MAX_DROPPED_BYTES) {
                return;
            }
        }
    }

    private void releaseAll() {
        for (Event event = events.poll(); event != null; event = events.poll()) {
            if (event instanceof Bytes(QuicStreamFrame frame)) {
                frame.release();
            }
        }
    }
}
