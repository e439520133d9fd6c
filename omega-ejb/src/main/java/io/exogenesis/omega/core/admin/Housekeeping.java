package io.exogenesis.omega.core.admin;

import io.exogenesis.omega.core.aggregate.WithdrawalErasure;
import io.exogenesis.omega.core.catalogue.CatalogueRetry;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.lifecycle.CoreLifecycle;
import io.exogenesis.omega.core.metrics.RoundWatch;
import io.exogenesis.omega.core.retention.Retention;
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
 * The small works of every few seconds, on two timers: {@code watch} only looks and tells, so it is on time while {@code
 * upkeep}, which writes, waits for a disk or for a round.
 */
@Singleton
@Startup
@DependsOn("CoreLifecycle")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Housekeeping {
    private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
    /** Rest between two runs of one timer. */
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private static final String WATCH = "watch";
    private static final String UPKEEP = "upkeep";

    @Resource
    TimerService timers;

    @Inject
    CoreLifecycle lifecycle;

    @Inject
    ViewerDirectory viewers;

    @Inject
    RateLimits limits;

    @Inject
    WithdrawalErasure erasure;

    @Inject
    Retention retention;

    @Inject
    RoundWatch rounds;

    @Inject
    CatalogueRetry catalogue;

    @Inject
    CoreStatus status;

    private final CheckLog checks = new CheckLog();

    @SuppressWarnings("NullAway.Init") // filled by the container before start()
    public Housekeeping() {}

    @PostConstruct
    void start() {
        arm(WATCH);
        arm(UPKEEP);
    }

    private void arm(String what) {
        timers.createSingleActionTimer(PERIOD.toMillis(), new TimerConfig(what, false));
    }

    @Timeout
    void fire(Timer timer) {
        String what = String.valueOf(timer.getInfo());
        try {
            if (lifecycle.isStarted()) {
                run(what);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "housekeeping failed: " + what, e);
        } finally {
            arm(what);
        }
    }

    private void run(String what) {
        if (what.equals(WATCH)) {
            rounds.report();
            catalogue.runIfDue();
            checks.look(status.checks());
        } else {
            each("last-seen times", viewers::flushSeenOfNextPart);
            each("rates", limits::sweep);
            each("erasure", erasure::runIfDue);
            each("retention", retention::run);
        }
    }

    /** What fails keeps nothing else from being done. */
    private static void each(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "housekeeping failed: " + what, e);
        }
    }
}
