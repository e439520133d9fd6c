package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.lifecycle.CoreLifecycle;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
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

/**
 * Calls for rounds and for the small works of every few seconds. Programmatic, single-shot and non-persistent: a timer is
 * armed again when its work is done, so a long round never meets the next one, and the interval follows the configuration.
 */
@Singleton
@Startup
@DependsOn("CoreLifecycle")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AggregationTimer {
    private static final System.Logger LOG = System.getLogger(AggregationTimer.class.getName());
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(10);
    private static final String ROUND = "round";
    private static final String CHORES = "chores";

    @Resource
    TimerService timers;

    @Inject
    CoreSettings settings;

    @Inject
    CoreLifecycle lifecycle;

    @Inject
    RoundRunner rounds;

    @Inject
    ViewerDirectory viewers;

    @Inject
    RateLimits limits;

    @Inject
    WithdrawalErasure erasure;

    @SuppressWarnings("NullAway.Init") // filled by the container before start()
    public AggregationTimer() {}

    @PostConstruct
    void start() {
        if (settings.aggregate().enabled()) {
            arm(ROUND, settings.aggregate().interval());
        }
        arm(CHORES, HOUSEKEEPING);
    }

    private void arm(String what, Duration delay) {
        timers.createSingleActionTimer(delay.toMillis(), new TimerConfig(what, false));
    }

    @Timeout
    void fire(Timer timer) {
        boolean round = ROUND.equals(timer.getInfo());
        try {
            if (!lifecycle.isStarted()) {
                return;
            }
            if (round) {
                rounds.runScheduled();
            } else {
                viewers.flushSeen();
                limits.sweep();
                erasure.runIfDue();
            }
        } catch (RefusedException e) {
            LOG.log(Level.INFO, "no round now: {0}", e.line());
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    round ? "the round failed; the next one sees the same contributions" : "chores failed",
                    e);
        } finally {
            arm(round ? ROUND : CHORES, round ? settings.aggregate().interval() : HOUSEKEEPING);
        }
    }
}
