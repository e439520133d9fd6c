package io.exogenesis.omega.lab.heal.subject;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.sync.SyncProtocol;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.lab.load.SyncDoor;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Sessions at the Core's one sync operation, in bytes as on a wire, and with the limits of strangers that a door of the server asks. */
final class InProcessDoor implements SyncDoor {
    private final SyncProtocol protocol;
    private final RateLimits limits;

    InProcessDoor(TestCore core) {
        this.protocol = core.get(SyncProtocol.class);
        this.limits = core.get(RateLimits.class);
    }

    @Override
    public Session open(int address) {
        InetAddress from = address(address);
        SyncSession session = SyncSession.of(from.getHostAddress());
        return frame -> answer(session, from, frame);
    }

    private ServerFrame answer(SyncSession session, InetAddress from, ClientFrame frame) {
        try {
            boolean known = session.principal().isPresent();
            if (!known) {
                limits.address(from, RateLimits.Kind.REQUEST);
            }
            ServerFrame answer = protocol.answer(session, frame.toByteArray())
                    .map(a -> WireCodec.serverFrame(a.toByteArray()))
                    .orElseGet(ServerFrame::getDefaultInstance);
            if (session.principal().isEmpty()) {
                limits.address(from, RateLimits.Kind.STRANGER);
            }
            return answer;
        } catch (RefusedException e) {
            return Refusals.refusal(e.code(), e.line(), e.retryAfter().toMillis());
        }
    }

    /** One of 10.0.0.0/8. */
    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
