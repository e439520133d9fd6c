package io.exogenesis.omega.web.quic;

import io.exogenesis.omega.wire.FrameGuard;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import java.util.Optional;

/** Knows a pull that wants to wait by its bytes. */
final class WaitingPulls {
    /** {@code ClientFrame.pull}: field 3, length-delimited. */
    private static final byte PULL = 3 << 3 | 2;

    /** A cursor, a filter and three numbers: whatever is longer is answered as it comes. */
    private static final int LONGEST = 1 << 10;

    private WaitingPulls() {}

    /** The pull; empty if it is something else. */
    static Optional<ClientFrame> of(byte[] body) {
        if (body.length == 0 || body.length > LONGEST || body[0] != PULL) {
            return Optional.empty();
        }
        try {
            FrameGuard.clientFrame(body);
            ClientFrame frame = WireCodec.clientFrame(body);
            return frame.hasPull() && frame.getPull().getWaitMs() != 0 ? Optional.of(frame) : Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.empty(); // refused by whoever answers it
        }
    }
}
