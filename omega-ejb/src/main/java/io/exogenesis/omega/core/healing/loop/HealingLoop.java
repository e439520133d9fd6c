package io.exogenesis.omega.core.healing.loop;

import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.HealingSettings.Mode;
import io.exogenesis.omega.core.healing.Supervisor;
import io.exogenesis.omega.core.healing.sense.Sensors;
import io.exogenesis.omega.core.lifecycle.CoreLifecycle;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
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
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One beat a second, on a timer that is armed again when the beat is over: a late beat is left out and never made up for. A beat that
 * fails is counted and the next one comes.
 */
@Singleton
@Startup
@DependsOn("CoreLifecycle")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HealingLoop {
    private static final System.Logger LOG = System.getLogger(HealingLoop.class.getName());
    /** The tick of the controller's model. */
    private static final Duration TICK = Duration.ofSeconds(1);

    @Resource
    TimerService timers;

    @Inject
    CoreLifecycle lifecycle;

    @Inject
    CoreSettings settings;

    @Inject
    Sensors sensors;

    @Inject
    Supervisor supervisor;

    @Inject
    LoadControl control;

    @Inject
    PaceControl pace;

    @Inject
    CoreMetrics metrics;

    private final long origin = System.nanoTime();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("NullAway.Init") // filled by the container before start()
    public HealingLoop() {}

    @SuppressWarnings("NullAway.Init") // the container has filled the fields by now
    @PostConstruct
    void start() {
        if (settings.healing().mode() != Mode.OFF) {
            arm(TICK);
        }
    }

    private void arm(Duration pause) {
        timers.createSingleActionTimer(Math.max(1, pause.toMillis()), new TimerConfig(null, false));
    }

    @Timeout
    void fire() {
        long began = System.nanoTime();
        try {
            if (lifecycle.isStarted()) {
                tick(Duration.ofNanos(began - origin));
            }
        } finally {
            arm(TICK.minusNanos(System.nanoTime() - began));
        }
    }

    private void tick(Duration now) {
        // Read in each mode: rules ask for the latest sample.
        each("sensors", () -> sensors.read(now));
        each("supervisor", () -> supervisor.tick(now));
        each("pace", () -> pace.tick(sensors.latest()));
        if (settings.healing().mode() == Mode.MPC) {
            each("controller", () -> control.tick(sensors.latest()));
        }
    }

    /** What fails keeps nothing else from being done; its stack is in the log once, also if it fails at each beat. */
    private void each(String what, Runnable work) {
        try {
            work.run();
            failing.remove(what);
        } catch (RuntimeException e) {
            metrics.count(Metric.HEALING_FAILURES, "tick", 1);
            if (failing.add(what)) {
                LOG.log(Level.ERROR, "self-healing failed: " + what, e);
            }
        }
    }
}
