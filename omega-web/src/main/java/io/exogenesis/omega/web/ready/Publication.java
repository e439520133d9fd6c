package io.exogenesis.omega.web.ready;

import io.exogenesis.omega.core.Backoff;
import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.RetryLoop;
import io.exogenesis.omega.core.identity.ServerIdentity;
import io.exogenesis.omega.core.lifecycle.Bootstrap;
import io.exogenesis.omega.core.lifecycle.CoreLifecycle;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writes the bootstrap file when HTTP and HTTPS really answer, and says on the console where to look. The application is up
 * some seconds before the server opens its ports, and a port may be taken: so the Core calls at its own doors until somebody
 * answers. QUIC is not waited for: an agent falls back to HTTPS, and readiness says that the port is closed.
 */
@ApplicationScoped
public class Publication {
    private static final Logger LOG = Logger.getLogger(Publication.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** After about 20 s of these pauses it is no longer the usual wait for the server. */
    private static final int WORTH_A_LINE = 15;

    @Inject
    CoreLifecycle lifecycle;

    @Inject
    DoorProbe doors;

    @Inject
    Bootstrap bootstrap;

    @Inject
    ServerIdentity identity;

    @Inject
    InstantSource clock;

    @Inject
    RandomGenerator random;

    @Resource
    ManagedScheduledExecutorService threads;

    private volatile @Nullable RetryLoop attempts;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Publication() {}

    /** Returns at once: the doors open only after the application has started. */
    public void start() {
        if (!lifecycle.isStarted()) {
            return;
        }
        RetryLoop loop =
                new RetryLoop(this::publish, new Backoff(FIRST_PAUSE, LONGEST_PAUSE, random), this::later, clock);
        attempts = loop;
        later(FIRST_PAUSE, loop::run);
    }

    @SuppressWarnings("SystemOut") // the one line that a person who starts the Core waits for
    private void publish() {
        try {
            doors.check();
            bootstrap.publish();
        } catch (CoreException e) {
            RetryLoop loop = attempts;
            if (loop != null && loop.failures() == WORTH_A_LINE) {
                LOG.log(Level.WARNING, "the Core cannot be found yet, there is no bootstrap file: {0}", e.getMessage());
            }
            throw e;
        }
        System.out.println("Omega Core is up: " + identity.http() + "/ (this machine), " + identity.https() + ", "
                + identity.quic());
    }

    void later(Duration pause, Runnable attempt) {
        threads.schedule(attempt, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Before the doors close. */
    public void stop() {
        RetryLoop loop = attempts;
        if (loop != null) {
            loop.stop();
            bootstrap.remove();
        }
    }
}
