package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.FrameReceiver;
import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.quic.engine.FrameIntake;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.quic.api.Stream;
import org.eclipse.jetty.quic.api.frames.Frame;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a peer has opened. A virtual thread of its own reads it and calls the receiver; Jetty's threads only wake
 * it. Nothing is read while the receiver works, so that flow control holds a fast peer back.
 */
final class IncomingStream implements Stream.Listener {

    private static final System.Logger LOG = System.getLogger(IncomingStream.class.getName());
    private static final AtomicLong NUMBER = new AtomicLong();

    /** Application error code of a stream whose receiver threw. */
    private static final long INTERNAL_ERROR = 1;

    /** Application error code for a peer that goes on sending what is not read any more. */
    private static final long NOT_READING = 2;

    /** Application error code for a peer that has given its stream up, or is silent. */
    private static final long GIVEN_UP = 3;

    /** Several of the largest frames: an honest peer has heard of the refusal by then. */
    private static final long MAX_DROPPED_BYTES = 16 << 20;

    private final AcceptedSession session;
    private final JettyListener listener;
    private final Semaphore wakeUps = new Semaphore(0);
    private final AtomicReference<@Nullable QuicException> failure = new AtomicReference<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private volatile long lastActivityNanos = System.nanoTime();

    IncomingStream(AcceptedSession session, JettyListener listener) {
        this.session = session;
        this.listener = listener;
    }

    @Override
    public void onNewStream(Stream stream, Frame.@Nullable WithStreamId frame) {
        if (!session.firstSight(stream.getId())) {
            return; // quiche still lists a stream that has ended, and Jetty takes it for a new one
        }
        listener.counters().streamsTotal.increment();
        Thread reader = Thread.ofVirtual()
                .name("omega-quic-stream-" + NUMBER.incrementAndGet())
                .unstarted(() -> run(stream));
        reader.setContextClassLoader(listener.context());
        reader.start();
    }

    @Override
    public void onDataAvailable(Stream stream) {
        wakeUps.release();
    }

    @Override
    public void onFailure(Stream stream, Throwable cause) {
        fail(new QuicException(QuicException.Kind.RESET, "the peer reset the stream", cause));
    }

    /** Jetty's stream time-out runs from the start; here any frame or answer starts it anew. */
    @Override
    public void onIdleTimeout(Stream stream, TimeoutException cause, Promise.Invocable<Boolean> expired) {
        boolean idle = System.nanoTime() - lastActivityNanos
                >= listener.config().limits().idleTimeout().toNanos();
        if (idle) {
            fail(new QuicException(QuicException.Kind.TIMEOUT, "the stream was idle for too long", cause));
        }
        expired.succeeded(idle);
    }

    @Override
    public void onClose(Stream stream) {
        session.forget(this);
        gone.complete(null);
    }

    /** Ends the stream from outside; a receiver that waits for frames hears of it. */
    void fail(QuicException cause) {
        if (failure.compareAndSet(null, cause)) {
            wakeUps.release();
            gone.complete(null);
        }
    }

    void whenGone(Runnable action) {
        gone.thenRun(action);
    }

    void active() {
        lastActivityNanos = System.nanoTime();
    }

    @Nullable
    QuicException failure() {
        return failure.get();
    }

    private void run(Stream stream) {
        AnswerStream answers = new AnswerStream(this, stream, session.remote(), listener);
        try {
            FrameReceiver receiver = listener.handler().open(answers);
            try (FrameIntake intake = listener.intake(receiver)) {
                read(stream, intake, answers);
                if (intake.endedEarly()) {
                    drop(stream);
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
        }
    }

    private void read(Stream stream, FrameIntake intake, AnswerStream answers) throws InterruptedException {
        while (!intake.ended()) {
            QuicException failed = failure.get();
            if (failed != null) {
                giveUp(failed, intake, answers);
                return;
            }
            Content.Chunk chunk = next(stream);
            if (chunk == null) {
                wakeUps.acquire();
            } else if (Content.Chunk.isFailure(chunk)) {
                giveUp(
                        new QuicException(QuicException.Kind.RESET, "the stream was lost", chunk.getFailure()),
                        intake,
                        answers);
            } else {
                active();
                take(chunk, intake, answers);
            }
        }
    }

    /** A peer that resets its direction leaves ours open, and the stream would count as open until the connection ends. */
    private static void giveUp(QuicException cause, FrameIntake intake, AnswerStream answers) {
        intake.fail(cause);
        answers.reset(GIVEN_UP);
    }

    private static Content.@Nullable Chunk next(Stream stream) {
        Content.Chunk chunk = stream.read();
        if (chunk == null) {
            stream.demand();
            // Once more: an end that came alone before the demand is never announced.
            chunk = stream.read();
        }
        return chunk;
    }

    /**
     * Reads to the end what nobody wants any more. Asking the peer to stop would be cheaper, but quiche 0.24 never gives a
     * connection the credit back for bytes that lie unread when their stream is stopped (mended in later releases): after a few
     * refused pushes it could send nothing at all. Whoever goes on for long is stopped all the same.
     */
    private void drop(Stream stream) throws InterruptedException {
        long dropped = 0;
        while (failure.get() == null) {
            Content.Chunk chunk = next(stream);
            if (chunk == null) {
                wakeUps.acquire();
                continue;
            }
            dropped += chunk.remaining();
            boolean over = chunk.isLast() || Content.Chunk.isFailure(chunk);
            chunk.release();
            if (dropped > MAX_DROPPED_BYTES) {
                stream.disconnect(NOT_READING, null, Promise.Invocable.noop());
            }
            if (over || dropped > MAX_DROPPED_BYTES) {
                return;
            }
        }
    }

    private void take(Content.Chunk chunk, FrameIntake intake, AnswerStream answers) {
        boolean last = chunk.isLast();
        answers.hold();
        try {
            intake.feed(chunk.getByteBuffer());
            if (last) {
                intake.finish();
            }
        } finally {
            chunk.release();
        }
        if (!session.recognised() && !intake.stranger()) {
            session.recognise();
        }
        answers.release(intake.midFrame());
    }
}
