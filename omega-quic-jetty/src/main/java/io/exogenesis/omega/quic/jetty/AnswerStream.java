package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.FrameSender;
import io.exogenesis.omega.quic.QuicException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.quic.api.Stream;
import org.eclipse.jetty.util.Promise;

/** The answering direction of an incoming stream. */
final class AnswerStream implements FrameSender {

    /** An answer beyond this leaves in several pieces. */
    private static final int MAX_HELD_BYTES = 1 << 20;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final IncomingStream incoming;
    private final Stream stream;
    private final String remote;
    private final JettyListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<ByteBuffer> held = new ArrayList<>();
    private long heldBytes;
    private final Thread reader = Thread.currentThread();
    private boolean holding;
    private boolean finished;
    private boolean ended;

    /** Made on the thread that reads the stream. */
    AnswerStream(IncomingStream incoming, Stream stream, String remote, JettyListener listener) {
        this.incoming = incoming;
        this.stream = stream;
        this.remote = remote;
        this.listener = listener;
    }

    @Override
    public void send(byte[] frameBody) {
        lock.lock();
        try {
            if (finished) {
                throw new QuicException(QuicException.Kind.CLOSED, "the stream to " + remote + " is finished");
            }
            ByteBuffer prefix = FramePrefix.of(frameBody.length);
            heldBytes += prefix.remaining() + frameBody.length;
            held.add(prefix);
            held.add(ByteBuffer.wrap(frameBody));
            listener.counters().framesSent.increment();
            if (!holds() || heldBytes > MAX_HELD_BYTES) {
                flush();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void finish() {
        lock.lock();
        try {
            finished = true;
            if (!holds()) {
                flush();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * From here to {@link #release} what this thread sends is kept, so that an answer and its end leave in one piece: fewer
     * packets, and no end that travels alone, which Jetty's reading side has trouble with (see {@link Exchange}).
     */
    void hold() {
        lock.lock();
        try {
            holding = true;
        } finally {
            lock.unlock();
        }
    }

    void release() {
        lock.lock();
        try {
            holding = false;
            flush();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reset(long code) {
        lock.lock();
        try {
            finished = true;
            ended = true;
            held.clear();
            stream.disconnect(code, null, Promise.Invocable.noop());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String remote() {
        return remote;
    }

    /** Only the reading thread waits for its receiver's call to return; others send at once. */
    private boolean holds() {
        return holding && Thread.currentThread().equals(reader);
    }

    private void flush() {
        if (ended || (held.isEmpty() && !finished)) {
            return;
        }
        List<ByteBuffer> buffers = held.isEmpty() ? List.of(NOTHING.duplicate()) : List.copyOf(held);
        listener.counters().bytesSent.add(heldBytes);
        held.clear();
        heldBytes = 0;
        ended = finished;
        write(finished, buffers);
    }

    private void write(boolean last, List<ByteBuffer> buffers) {
        QuicException failed = incoming.failure();
        if (failed != null) {
            throw new QuicException(failed.kind(), failed.getMessage() + " (" + remote + ")", failed);
        }
        CompletableFuture<Stream> written = new CompletableFuture<>();
        stream.data(last, buffers, Promise.Invocable.toPromise(written));
        Wakeup.unless(written, stream);
        try {
            written.get(listener.config().limits().idleTimeout().toNanos(), TimeUnit.NANOSECONDS);
            incoming.active();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuicException(QuicException.Kind.CLOSED, "interrupted while answering " + remote, e);
        } catch (ExecutionException e) {
            throw new QuicException(QuicException.Kind.CLOSED, "the stream to " + remote + " is gone", e.getCause());
        } catch (TimeoutException e) {
            throw new QuicException(QuicException.Kind.TIMEOUT, remote + " does not take its answer", e);
        }
    }
}
