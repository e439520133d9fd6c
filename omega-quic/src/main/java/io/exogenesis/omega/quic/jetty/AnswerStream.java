package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.FrameSender;
import io.exogenesis.omega.quic.QuicException;
import java.nio.ByteBuffer;
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

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Application error code for a peer that goes on sending what is not read any more. */
    private static final long NOT_READING = 2;

    private final IncomingStream incoming;
    private final Stream stream;
    private final String remote;
    private final JettyListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean finished;
    private boolean inputAbandoned;

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
            long bytes = prefix.remaining() + (long) frameBody.length;
            write(false, List.of(prefix, ByteBuffer.wrap(frameBody)));
            listener.counters().framesSent.increment();
            listener.counters().bytesSent.add(bytes);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void finish() {
        lock.lock();
        try {
            if (!finished) {
                finished = true;
                write(true, List.of(NOTHING.duplicate()));
                if (inputAbandoned) {
                    stopReading();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reset(long code) {
        lock.lock();
        try {
            finished = true;
            stream.disconnect(code, null, Promise.Invocable.noop());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String remote() {
        return remote;
    }

    /** Nothing more is read. The stream stays until the answer has been finished, then the peer is told to stop. */
    void abandonInput() {
        lock.lock();
        try {
            inputAbandoned = true;
            if (finished) {
                stopReading();
            }
        } finally {
            lock.unlock();
        }
    }

    private void stopReading() {
        // After the answer's end Jetty's disconnect resets nothing: it asks the peer to stop and forgets the stream.
        stream.disconnect(NOT_READING, null, Promise.Invocable.noop());
    }

    private void write(boolean last, List<ByteBuffer> buffers) {
        QuicException failed = incoming.failure();
        if (failed != null) {
            throw new QuicException(failed.kind(), failed.getMessage() + " (" + remote + ")", failed);
        }
        CompletableFuture<Stream> written = new CompletableFuture<>();
        stream.data(last, buffers, Promise.Invocable.toPromise(written));
        Nudge.unless(written, stream);
        try {
            written.get(listener.config().idleTimeout().toNanos(), TimeUnit.NANOSECONDS);
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
