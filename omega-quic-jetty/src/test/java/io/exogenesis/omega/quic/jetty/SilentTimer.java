package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.ListenConfig;
import io.exogenesis.omega.quic.QuicListener;
import io.exogenesis.omega.quic.StreamHandler;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/** A timer that never fires: a listener with it shows what happens without waiting for time to pass. */
public final class SilentTimer extends AbstractLifeCycle implements Scheduler {

    private SilentTimer() {}

    /** A listener whose own timers never fire. */
    public static QuicListener listen(ListenConfig config, StreamHandler handler) {
        NativeQuiche.load();
        return JettyListener.start(config, handler, new SilentTimer());
    }

    @Override
    public Task schedule(Runnable task, long delay, TimeUnit units) {
        return () -> true;
    }
}
