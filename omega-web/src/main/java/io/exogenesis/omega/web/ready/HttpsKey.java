package io.exogenesis.omega.web.ready;

import io.exogenesis.omega.core.CoreException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Which key HTTPS shows: the server reads {@code omega.keystore} again by itself, a moment after it was changed. */
@ApplicationScoped
public class HttpsKey {
    private static final long PAUSE_MILLIS = 200;

    /** The server looks once a second (server.xml); on a very busy machine it needs some. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    DoorProbe door;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected HttpsKey() {}

    /** @throws CoreException if HTTPS does not show the key that viewers are told, and does not within some seconds */
    public void awaitCurrent() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                door.checkHttps();
                return;
            } catch (CoreException e) {
                if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                    throw new CoreException("HTTPS still shows the former key (" + e.getMessage() + ")", e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            }
        }
    }
}
