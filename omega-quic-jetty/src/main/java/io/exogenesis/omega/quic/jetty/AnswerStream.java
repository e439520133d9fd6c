package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.quic.engine.HeldAnswers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.quic.api.Stream;
import org.eclipse.jetty.util.Promise;

/** The answering direction of an incoming stream. */
final class AnswerStream extends HeldAnswers {
    private final IncomingStream incoming;
    private final Stream stream;
    private final JettyListener listener;

    /** Made on the thread that reads the stream. */
    AnswerStream(IncomingStream incoming, Stream stream, String remote, JettyListener listener) {
        super(remote, listener.counters());
        this.incoming = incoming;
        this.stream = stream;
        this.listener = listener;
    }

    @Override
    protected void abandon(long code) {
        stream.disconnect(code, null, Promise.Invocable.noop());
    }

    @Override
    public void whenGone(Runnable action) {
        incoming.whenGone(action);
    }

    @Override
    protected void writeLast(List<ByteBuffer> buffers) {
        if (incoming.failure() == null) {
            CompletableFuture<Stream> written = new CompletableFuture<>();
            stream.data(true, buffers, Promise.Invocable.toPromise(written));
            Wakeup.unless(written, stream);
        }
    }

    @Override
    protected void write(boolean last, List<ByteBuffer> buffers) {
        QuicException failed = incoming.failure();
        if (failed != null) {
            throw new QuicException(failed.kind(), failed.getMessage() + " (" + remote() + ")", failed);
        }
        CompletableFuture<Stream> written = new CompletableFuture<>();
        stream.data(last, buffers, Promise.Invocable.toPromise(written));
        Wakeup.unless(written, stream);
        try {
            written.get(listener.config().limits().idleTimeout().toNanos(), TimeUnit.NANOSECONDS);
            incoming.active();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuicException(QuicException.Kind.CLOSED, "interrupted while answering " + remote(), e);
        } catch (ExecutionException e) {
            throw new QuicException(QuicException.Kind.CLOSED, "the stream to " + remote() + " is gone", e.getCause());
        } catch (TimeoutException e) {
            throw new QuicException(QuicException.Kind.TIMEOUT, remote() + " does not take its answer", e);
        }
    }
}
