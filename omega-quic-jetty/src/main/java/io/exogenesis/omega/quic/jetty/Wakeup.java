package io.exogenesis.omega.quic.jetty;

import java.util.concurrent.Future;
import org.eclipse.jetty.quic.api.Stream;
import org.eclipse.jetty.quic.common.AbstractSession;

/**
 * Makes Jetty look at a connection's streams once more. A write that finds the window full is noted as pending only after
 * the attempt; if the window opens in between and nothing else is under way, nobody would ever resume it.
 */
final class Wakeup {

    private Wakeup() {}

    static void unless(Future<?> done, Stream stream) {
        if (!done.isDone() && stream.getSession() instanceof AbstractSession session) {
            session.offerTask(() -> {}, true);
        }
    }
}
