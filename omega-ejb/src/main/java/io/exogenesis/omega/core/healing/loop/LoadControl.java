package io.exogenesis.omega.core.healing.loop;

import io.exogenesis.omega.core.aggregate.AggregationSchedule;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.healing.HealingLog;
import io.exogenesis.omega.core.healing.control.Input;
import io.exogenesis.omega.core.healing.control.LinearModel;
import io.exogenesis.omega.core.healing.control.ModelPredictiveController;
import io.exogenesis.omega.core.healing.control.Plan;
import io.exogenesis.omega.core.healing.control.Tuning;
import io.exogenesis.omega.core.healing.sense.Sample;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.sync.SyncPace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Lets the controller move the actuators, once a tick, and tells what it did and expects. One thread at a time. */
@Singleton
public class LoadControl {
    /** Weight of a tick in the mean of offered frames: the limit follows the load within three seconds and not its noise. */
    private static final double SMOOTHING = .3;

    private final Targets targets;
    private final Actuators actuators;
    private final CoreMetrics metrics;
    private final ModelPredictiveController controller;
    private final MoveEvents events;
    private double offered;

    @Inject
    public LoadControl(
            CoreSettings settings,
            AggregationSchedule schedule,
            Actuators actuators,
            SyncPace pace,
            HealingLog log,
            CoreMetrics metrics) {
        this.targets = Targets.of(settings);
        this.actuators = actuators;
        this.metrics = metrics;
        this.controller = new ModelPredictiveController(
                Tuning.of(schedule.usualInterval(), schedule.usualNextSync()), LinearModel.prior());
        this.events = new MoveEvents(targets, actuators, log);
        metrics.gauge(Metric.AGGREGATION_INTERVAL, () -> actuators.value(Input.AGGREGATION_INTERVAL));
        metrics.gauge(Metric.NEXT_SYNC, () -> pace.mean().toMillis() / 1e3);
        metrics.gauge(Metric.ADMISSION_LIMIT, () -> actuators.value(Input.ADMISSION));
        metrics.gauge(Metric.PREDICTION_ERROR, this::predictionError);
    }

    /** One tick. */
    public void tick(Sample sample) {
        if (Double.isFinite(sample.sync().offered())) {
            offered += SMOOTHING * (sample.sync().offered() - offered);
        }
        Plan plan = controller.tick(targets.outputs(sample));
        if (plan.kind() != Plan.Kind.SOLVED) {
            metrics.count(Metric.HEALING_FAILURES, "solve", 1);
            return;
        }
        actuators.apply(plan.inputs(), offered);
        events.tick(sample, plan);
    }

    /** Mean error of the latency predicted for the end of the horizon, as a share of it: .1 is ten per cent off. */
    double predictionError() {
        return Math.expm1(controller.horizonError());
    }
}
