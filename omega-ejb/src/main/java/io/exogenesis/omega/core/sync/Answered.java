package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What became of a frame.
 *
 * @param frame the answer; empty if there is none, or none yet
 * @param outcome as the metrics name it
 */
record Answered(Optional<ServerFrame> frame, String outcome) {
    private static final System.Logger LOG = System.getLogger(SyncProtocol.class.getName());

    /** Makes the answer; what goes wrong is one, too. */
    static Answered of(SyncSession session, Supplier<Optional<ServerFrame>> work) {
        try {
            return new Answered(work.get(), "ok");
        } catch (RefusedException e) {
            return refused(Refusals.refusal(e.code(), e.line(), e.retryAfter().toMillis()), name(e.code()));
        } catch (MalformedMessageException e) {
            return refused(Refusals.refusal(e), name(e.code()));
        } catch (RuntimeException e) {
            // Not the client's fault: it is told to come back, and the log says once what broke.
            LOG.log(Level.ERROR, "a frame of " + session.remote() + " could not be answered", e);
            return refused(
                    Refusals.refusal(
                            Refusal.Code.UNAVAILABLE, "the Core failed on this frame; its log says why", 5_000),
                    "error");
        }
    }

    private static Answered refused(ServerFrame refusal, String outcome) {
        return new Answered(Optional.of(refusal), outcome);
    }

    /** Of the answer. */
    int bytes() {
        return frame.map(ServerFrame::getSerializedSize).orElse(0);
    }

    static String name(Refusal.Code code) {
        return code.name().toLowerCase(Locale.ROOT);
    }
}
