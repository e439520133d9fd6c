package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.TransportException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Keeps one pull waiting at the Core, so that a new version of the bank is here as soon as it is committed. What it brings is taken as
 * a sync takes its pull. A Core that lets nobody wait is asked ever more seldom: the syncs by the interval bring the same, later.
 */
public final class PushListener implements Runnable {
    /**
     * How long a pull asks to wait; as long as a Core lets it by default. Each costs the Core a frame, and a NAT that forgets the
     * viewer in between costs one push.
     */
    static final Duration WAIT = Duration.ofSeconds(60);

    /** Between an answer with news and the next pull. With it no Core, however often it commits, uses up the viewer's own requests. */
    static final Duration REST = Duration.ofSeconds(2);

    /** For an agent that has not pulled yet. */
    static final Duration NOT_YET = Duration.ofSeconds(5);

    /** After failures and at Cores of before: some pulls an hour. */
    private static final RetryPolicy PAUSES = new RetryPolicy(1, Duration.ofSeconds(1), Duration.ofMinutes(15));

    private static final System.Logger LOG = System.getLogger(PushListener.class.getName());

    /** Waits at the Core. */
    @FunctionalInterface
    public interface Listen {
        /** See {@link SyncCoordinator#listen}. */
        Optional<SyncCoordinator.Heard> listen(Duration wait);
    }

    private final Listen listen;
    private final Predicate<SyncCoordinator.Heard> take;
    private final Pause pause;
    private final LongSupplier nanos;
    private final Backoff backoff;
    private int inVain;

    /**
     * @param take takes what was heard; whether it was new
     * @param pause interrupted when the agent stops
     * @param nanos monotonic time
     */
    public PushListener(
            Listen listen,
            Predicate<SyncCoordinator.Heard> take,
            Pause pause,
            LongSupplier nanos,
            RandomGenerator random) {
        this.listen = listen;
        this.take = take;
        this.pause = pause;
        this.nanos = nanos;
        this.backoff = new Backoff(PAUSES, random);
    }

    /** Until the agent stops. */
    @Override
    public void run() {
        try {
            while (true) {
                pause.pause(once());
            }
        } catch (InterruptedException | AgentClosedException e) {
            LOG.log(Level.DEBUG, "no more news is waited for: {0}", e.getMessage());
        }
    }

    /** Waits once, and says how long to pause then. */
    Duration once() {
        try {
            long began = nanos.getAsLong();
            Optional<SyncCoordinator.Heard> heard = listen.listen(WAIT);
            if (heard.isEmpty()) {
                return NOT_YET;
            }
            Duration waited = Duration.ofNanos(nanos.getAsLong() - began);
            if (take.test(heard.get())) {
                inVain = 0;
                return REST;
            }
            return nothing(waited);
        } catch (AgentClosedException e) {
            throw e;
        } catch (RefusedException e) {
            return failed(e, e.retryAfter());
        } catch (TransportException e) {
            return failed(e, Duration.ZERO);
        } catch (RuntimeException e) {
            return failed(e, Duration.ZERO);
        }
    }

    /** A Core that answers at once although there is nothing new lets nobody wait, or has no room. */
    private Duration nothing(Duration waited) {
        if (waited.compareTo(REST) >= 0) {
            inVain = 0;
            return Duration.ZERO;
        }
        inVain++;
        return backoff.after(inVain, REST);
    }

    private Duration failed(RuntimeException why, Duration asked) {
        inVain++;
        LOG.log(Level.DEBUG, "waiting for news failed: {0}", why.getMessage());
        return backoff.after(inVain, asked);
    }
}
