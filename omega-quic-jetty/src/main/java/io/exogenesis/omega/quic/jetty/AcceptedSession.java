package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.QuicException;
import io.exogenesis.omega.quic.engine.Addresses;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.quic.api.Session;
import org.eclipse.jetty.quic.api.Stream;
import org.eclipse.jetty.quic.api.frames.ConnectionCloseFrame;
import org.eclipse.jetty.quic.api.frames.Frame;
import org.eclipse.jetty.quic.common.AbstractSession;
import org.eclipse.jetty.quic.util.ErrorCode;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/** One peer's connection, seen from the listener. Jetty calls it on its I/O threads: nothing here blocks. */
final class AcceptedSession implements AbstractSession.Listener {

    private final JettyListener listener;
    private final Set<IncomingStream> streams = ConcurrentHashMap.newKeySet();
    private final Set<Long> seen = new HashSet<>();
    private long allSeenBelow;
    private volatile @Nullable Session session;
    private volatile boolean gone;
    private final long openedNanos = System.nanoTime();
    private volatile boolean recognised;

    AcceptedSession(JettyListener listener) {
        this.listener = listener;
    }

    @Override
    public void onOpen(Session opened) {
        session = opened;
        if (!listener.admit(this)) {
            disconnect(opened, ErrorCode.CONNECTION_REFUSED_ERROR, "too many connections");
        }
    }

    @Override
    public Stream.@Nullable Listener onNewStream(Session from, Frame.@Nullable WithStreamId frame) {
        if (gone) {
            return null; // Jetty's default listener reads and drops
        }
        IncomingStream stream = new IncomingStream(this, listener);
        streams.add(stream);
        return stream;
    }

    /** Also ends sessions whose handshake never did; Jetty itself only tells. */
    @Override
    public boolean onIdleTimeout(Session idle, TimeoutException failure) {
        lost(new QuicException(QuicException.Kind.TIMEOUT, "the connection was idle for too long"));
        disconnect(idle, ErrorCode.NO_ERROR, "idle");
        return true;
    }

    @Override
    public CompletableFuture<Session> onLocalShutdown(Session closing) {
        CompletableFuture<Session> done = new CompletableFuture<>();
        onLocalClose(
                closing,
                new ConnectionCloseFrame(ErrorCode.NO_ERROR.code(), "shutdown"),
                Promise.Invocable.toPromise(done));
        return done;
    }

    /** Jetty waits here while it stops, on the very thread that would end the waiting: so it is not kept. */
    @Override
    public void onLocalClose(Session closing, ConnectionCloseFrame frame, Promise.Invocable<Session> promise) {
        lost(new QuicException(QuicException.Kind.CLOSED, "the listener was closed"));
        closing.disconnect(frame, null, Promise.Invocable.noop());
        promise.succeeded(closing);
    }

    @Override
    public void onClose(Session closed, ConnectionCloseFrame frame) {
        if (!gone) {
            lost(new QuicException(QuicException.Kind.CLOSED, "the peer closed the connection"));
            closed.disconnect(frame, null, Promise.Invocable.noop());
        }
    }

    @Override
    public void onDisconnect(Session disconnected) {
        lost(new QuicException(QuicException.Kind.CLOSED, "the connection was lost"));
    }

    CompletableFuture<Session> close() {
        Session open = session;
        return open == null ? CompletableFuture.completedFuture(null) : onLocalShutdown(open);
    }

    /** Whether it was opened before this moment of {@link System#nanoTime} and nobody has said since who it is. */
    boolean strangerSince(long nanos) {
        return !recognised && openedNanos - nanos <= 0;
    }

    boolean recognised() {
        return recognised;
    }

    void recognise() {
        recognised = true;
    }

    String remote() {
        Session open = session;
        return open == null ? "unknown" : Addresses.text(open.getRemoteSocketAddress());
    }

    /** Whether this stream id has not been seen before; ids come in fours, nearly in order. */
    boolean firstSight(long streamId) {
        long index = streamId >> 2;
        synchronized (seen) {
            if (index < allSeenBelow || !seen.add(index)) {
                return false;
            }
            while (seen.remove(allSeenBelow)) {
                allSeenBelow++;
            }
            return true;
        }
    }

    void forget(IncomingStream stream) {
        streams.remove(stream);
    }

    private void disconnect(Session from, ErrorCode code, String reason) {
        from.disconnect(new ConnectionCloseFrame(code.code(), reason), null, Promise.Invocable.noop());
    }

    private void lost(QuicException why) {
        if (!gone) {
            gone = true;
            listener.forget(this);
            streams.forEach(stream -> stream.fail(why));
        }
    }
}
