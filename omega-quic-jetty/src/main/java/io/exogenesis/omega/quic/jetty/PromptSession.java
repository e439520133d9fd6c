package io.exogenesis.omega.quic.jetty;

import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.quic.api.Session;
import org.eclipse.jetty.quic.quiche.Quiche;
import org.eclipse.jetty.quic.quiche.server.QuicheServerQuicConfiguration;
import org.eclipse.jetty.quic.quiche.server.internal.ServerQuicheConnection;
import org.eclipse.jetty.quic.quiche.server.internal.ServerQuicheSession;
import org.eclipse.jetty.util.NanoTime;

/**
 * A peer's connection that sends at once what it owes.
 *
 * <p>Jetty 12.1.5 sends while the handshake runs and afterwards only when a stream is read or written. HANDSHAKE_DONE,
 * acknowledgements of what belongs to no stream, and MAX_STREAMS then wait for one of quiche's timers, or for ever. RFC 9001
 * §4.1.2: "the server MUST send a HANDSHAKE_DONE frame as soon as the handshake is complete." So whatever a datagram has
 * brought, what it calls for leaves after it.
 *
 * <p>A handshake has a deadline of its own; Jetty's idle time-out starts anew with each datagram.
 */
final class PromptSession extends ServerQuicheSession {

    /** Several retransmissions on a slow link fit into it. */
    private static final long HANDSHAKE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A handshake that has failed already: the close has been sent, and the session goes when the timer next looks. */
    private static final long FAILED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HandshakeGate gate;
    private final AtomicBoolean underWay = new AtomicBoolean(true);
    private final long deadline;

    PromptSession(
            ServerQuicheConnection connection,
            QuicheServerQuicConfiguration configuration,
            Quiche quiche,
            SocketAddress remote,
            Session.Listener listener,
            HandshakeGate gate) {
        super(
                connection.getConnector(),
                configuration,
                quiche,
                connection,
                Quiche.toInetSocketAddress(connection.getEndPoint().getLocalSocketAddress(), false),
                remote,
                listener);
        this.gate = gate;
        this.deadline = NanoTime.now() + (quiche.getLocalCloseInfo() == null ? HANDSHAKE_NANOS : FAILED_NANOS);
        gate.begun();
    }

    @Override
    public void open() {
        handshakeEnded();
        super.open();
    }

    /** Runs after each datagram of an established connection. */
    @Override
    public void produce() {
        super.produce();
        flush();
    }

    @Override
    public long getExpireNanoTime() {
        long idle = super.getExpireNanoTime();
        boolean deadlineFirst = idle == Long.MAX_VALUE || NanoTime.isBefore(deadline, idle);
        return underWay.get() && deadlineFirst ? deadline : idle;
    }

    @Override
    protected void doStop() throws Exception {
        handshakeEnded();
        super.doStop();
    }

    private void handshakeEnded() {
        if (underWay.compareAndSet(true, false)) {
            gate.ended();
        }
    }
}
