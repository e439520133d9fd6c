package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.lifecycle.CoreLifecycle;
import io.exogenesis.omega.core.metrics.RoundWatch;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.NoSuchObjectLocalException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Calls for rounds. Programmatic, single-shot and non-persistent: the timer is armed again when the round is over, so a long
 * round never meets the next one, and the pause follows the configuration and the failures in a row.
 */
@Singleton
@Startup
@DependsOn("CoreLifecycle")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AggregationTimer implements RoundTimer {
    private static final System.Logger LOG = System.getLogger(AggregationTimer.class.getName());

    @Resource
    TimerService timers;

    @Inject
    CoreSettings settings;

    @Inject
    CoreLifecycle lifecycle;

    @Inject
    RoundRunner rounds;

    @Inject
    AggregationSchedule schedule;

    @Inject
    RoundWatch watch;

    @Inject
    InstantSource clock;

    private @Nullable Timer armed;

    @SuppressWarnings("NullAway.Init") // filled by the container before start()
    public AggregationTimer() {}

    @SuppressWarnings("NullAway.Init") // the container has filled the fields by now
    @PostConstruct
    void start() {
        if (settings.aggregate().enabled()) {
            arm();
        }
    }

    private void arm() {
        arm(schedule.nextRound(watch.status().failures()));
    }

    /** A timer that was armed before is cancelled: else each of two would arm the next, for ever. */
    private synchronized void arm(Duration pause) {
        Timer before = armed;
        armed = null;
        if (before != null) {
            try {
                before.cancel();
            } catch (NoSuchObjectLocalException e) {
                LOG.log(Level.DEBUG, "the former timer is over", e);
            }
        }
        armed = timers.createSingleActionTimer(pause.toMillis(), new TimerConfig(null, false));
        watch.nextAttempt(clock.instant().plus(pause));
    }

    @Override
    public void rearm() {
        if (settings.aggregate().enabled()) {
            arm(Duration.ZERO);
        }
    }

    @Timeout
    void fire() {
        try {
            if (lifecycle.isStarted()) {
                runRound();
            }
        } finally {
            arm();
        }
    }

    /** Whatever a round stumbles over, also an error of the JVM such as a stack overflow, the next one is called for. */
    private void runRound() {
        try {
            rounds.runScheduled();
        } catch (RefusedException e) {
            LOG.log(Level.INFO, "no round now: {0}", e.line());
        } catch (RuntimeException | Error e) {
            int failures = watch.status().failures();
            if (failures <= 1) {
                LOG.log(Level.ERROR, "the round failed; the next one sees the same contributions", e);
            } else {
                // Its stack stands in the log once; what repeats is one line.
                LOG.log(
                        Level.ERROR,
                        "{0} rounds failed in a row: {1}",
                        failures,
                        watch.status().lastFailure());
            }
        }
    }
}
