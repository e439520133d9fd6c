package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.quic.engine.Answers;
import io.exogenesis.omega.quic.engine.FramePrefix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.quic.api.Session;
import org.eclipse.jetty.quic.api.Stream;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/** One stream of ours: everything out, then everything in. Decoding is cheap enough for Jetty's threads. */
final class Exchange implements Stream.Listener {

    /** Application error code of a stream whose answer nobody waits for. */
    private static final long CANCELLED = 3;

    /** How often a waiting caller looks for an end that nobody told of; a lost millisecond here and there, no load. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final String remote;
    private final ReentrantLock lock = new ReentrantLock();
    private final Answers answers;
    private final CompletableFuture<List<byte[]>> result;
    private final CompletableFuture<Stream> written = new CompletableFuture<>();
    private volatile @Nullable Stream stream;

    /** @param frames that are sent: there is room for a largest answer to each, and for one more */
    Exchange(String remote, int maxFrameBytes, int frames) {
        this.remote = remote;
        this.answers = new Answers(remote, maxFrameBytes, frames);
        this.result = answers.result();
    }

    void start(Session session, List<byte[]> frameBodies) {
        Stream started = session.newStream(session.newStreamId(true), this);
        stream = started;
        List<ByteBuffer> buffers = new ArrayList<>(2 * frameBodies.size() + 1);
        for (byte[] body : frameBodies) {
            buffers.add(FramePrefix.of(body.length));
            buffers.add(ByteBuffer.wrap(body));
        }
        if (buffers.isEmpty()) {
            buffers.add(ByteBuffer.allocate(0));
        }
        // Demand first: see lookForSilentEnd.
        started.demand();
        started.data(true, buffers, Promise.Invocable.toPromise(written));
        Wakeup.unless(written, started);
        var _ = written.whenComplete((_, failure) -> {
            // A peer that has read enough asks us to stop; its answer still comes.
            if (failure != null && !("" + failure.getMessage()).contains("STREAM_STOPPED")) {
                fail(new QuicException(QuicException.Kind.CLOSED, "cannot send to " + remote, failure));
            }
        });
    }

    List<byte[]> await(long deadlineNanos, Duration timeout) {
        boolean whole = false;
        try {
            List<byte[]> all = result(deadlineNanos);
            // What is left of a refused frame still goes out: a reset would cost the connection the credit of what lies
            // unread.
            whole = true;
            return all;
        } catch (TimeoutException e) {
            throw Answers.late(remote, timeout);
        } catch (InterruptedException e) {
            throw answers.interrupted(e);
        } catch (ExecutionException e) {
            throw answers.failure(e);
        } finally {
            Stream used = stream;
            if (!whole && used != null) {
                // the interrupt waits: a channel that an interrupted thread writes to closes, and with it the
                // connection
                boolean interrupted = Thread.interrupted();
                used.disconnect(CANCELLED, null, Promise.Invocable.noop());
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private List<byte[]> result(long deadlineNanos) throws TimeoutException, InterruptedException, ExecutionException {
        while (true) {
            long left = deadlineNanos - System.nanoTime();
            try {
                return result.get(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (left <= LOOK_NANOS) {
                    throw e;
                }
                lookForSilentEnd();
            }
        }
    }

    /**
     * Jetty looks for a reset by reading nothing from a stream whose data is all read. Where the peer's end comes alone and
     * nobody is waiting for data just then, that swallows the end and nobody is told. So a waiting caller looks now and then
     * whether everything up to the end has been read.
     */
    private void lookForSilentEnd() {
        Stream used = stream;
        lock.lock();
        try {
            if (used != null && !result.isDone() && used.isRemotelyClosed()) {
                answers.end();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onDataAvailable(Stream from) {
        lock.lock();
        try {
            read(from);
        } finally {
            lock.unlock();
        }
    }

    private void read(Stream from) {
        while (!result.isDone()) {
            Content.Chunk chunk = from.read();
            if (chunk == null) {
                from.demand();
                return;
            }
            if (endsQuietly(chunk)) {
                answers.end();
            } else if (Content.Chunk.isFailure(chunk)) {
                fail(new QuicException(QuicException.Kind.RESET, remote + " reset the stream", chunk.getFailure()));
            } else {
                boolean last = chunk.isLast();
                answers.feed(chunk.getByteBuffer());
                chunk.release();
                if (last) {
                    answers.end();
                }
            }
        }
    }

    /**
     * The other face of the {@linkplain #lookForSilentEnd swallowed end}: quiche has forgotten the stream, since our side has
     * ended too, and the next read fails with an invalid state. A reset is told before, so this means a regular end.
     */
    private static boolean endsQuietly(Content.Chunk chunk) {
        return Content.Chunk.isFailure(chunk)
                && chunk.getFailure() instanceof IOException e
                && ("" + e.getMessage()).contains("INVALID_STREAM_STATE");
    }

    @Override
    public void onFailure(Stream from, Throwable cause) {
        fail(new QuicException(QuicException.Kind.RESET, remote + " reset the stream", cause));
    }

    void fail(QuicException cause) {
        answers.fail(cause);
    }
}
