package io.exogenesis.omega.core.history;

import io.exogenesis.omega.core.lifecycle.CoreLifecycle;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/** Has a sample taken at each {@link History#STEP}. */
@Singleton
@Startup
@DependsOn("CoreLifecycle")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HistoryTimer {
    private static final System.Logger LOG = System.getLogger(HistoryTimer.class.getName());

    @Resource
    TimerService timers;

    @Inject
    CoreLifecycle lifecycle;

    @Inject
    History history;

    @Inject
    Sampler sampler;

    @SuppressWarnings("NullAway.Init") // filled by the container before start()
    public HistoryTimer() {}

    @SuppressWarnings("NullAway.Init") // the container has filled the fields by now
    @PostConstruct
    void start() {
        if (lifecycle.isStarted()) {
            history.load();
        }
        arm(timers);
    }

    private static void arm(TimerService timers) {
        long step = History.STEP.toMillis();
        timers.createIntervalTimer(step, step, new TimerConfig("history", false));
    }

    @Timeout
    void fire() {
        try {
            if (lifecycle.isStarted()) {
                sampler.sample();
            }
        } catch (RuntimeException e) {
            // The database is away: there is no sample of this moment, and the next one comes.
            LOG.log(Level.DEBUG, "a sample could not be taken", e);
        }
    }
}
