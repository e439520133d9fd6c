package io.exogenesis.omega.core.healing.loop;

import io.exogenesis.omega.core.healing.HealingEvent.By;
import io.exogenesis.omega.core.healing.HealingEvent.Outcome;
import io.exogenesis.omega.core.healing.HealingLog;
import io.exogenesis.omega.core.healing.control.Input;
import io.exogenesis.omega.core.healing.control.Output;
import io.exogenesis.omega.core.healing.control.Plan;
import io.exogenesis.omega.core.healing.control.Tuning;
import io.exogenesis.omega.core.healing.sense.Sample;
import java.util.Arrays;
import java.util.Locale;

/**
 * Tells of moves that matter: of an actuator that has gone away from its default by a fifth more than when it was told of last, at most
 * once in {@value #QUIET} ticks. The way back to the default is silent.
 */
final class MoveEvents {
    /** A storm of a minute is six lines an actuator, and a storm of hours does not fill the log with steps. */
    static final int QUIET = 10;

    private static final double FIFTH = Math.log(1.2);

    private final Targets targets;
    private final Actuators actuators;
    private final HealingLog log;
    private final double[] told = new double[Input.values().length];
    private final int[] silence = new int[Input.values().length];

    MoveEvents(Targets targets, Actuators actuators, HealingLog log) {
        this.targets = targets;
        this.actuators = actuators;
        this.log = log;
        Arrays.fill(silence, QUIET);
    }

    void tick(Sample sample, Plan plan) {
        for (Input input : Input.values()) {
            int i = input.ordinal();
            double value = plan.inputs()[i];
            silence[i] = Math.min(QUIET, silence[i] + 1);
            if (Math.abs(value) < Math.abs(told[i])) {
                told[i] = value;
            } else if (silence[i] == QUIET && Math.abs(value - told[i]) >= FIFTH) {
                told[i] = value;
                silence[i] = 0;
                log.write(
                        By.CONTROLLER,
                        input.subject(),
                        Outcome.ADJUSTED,
                        reason(sample),
                        action(input),
                        prediction(plan, sample));
            }
        }
    }

    private String reason(Sample sample) {
        return text(
                "95 %% of the answers take up to %.0f ms (wanted: %.0f ms), %.0f frames are in work, %.0f a second come in, "
                        + "contributions wait for up to %.0f s.",
                sample.sync().p95Millis(),
                targets.p95Millis(),
                sample.sync().inWork(),
                sample.sync().offered(),
                sample.backlog().ageSeconds());
    }

    private String action(Input input) {
        double value = actuators.value(input);
        double usual = actuators.usual(input);
        return switch (input) {
            case AGGREGATION_INTERVAL -> text("Rounds rest for %.1f s instead of %.1f s.", value, usual);
            case NEXT_SYNC -> text("Viewers are asked to sync again after %.0f s instead of %.0f s.", value, usual);
            case ADMISSION ->
                text("At most %.0f frames a second are let in; others are told when to come back.", value);
        };
    }

    private String prediction(Plan plan, Sample sample) {
        return text(
                "The 95 %% quantile is expected to be %.0f ms in %d s, with %.0f frames in work.",
                targets.value(Output.LATENCY, plan.expected(Output.LATENCY), sample),
                Tuning.HORIZON,
                Math.max(0, targets.value(Output.QUEUE, plan.expected(Output.QUEUE), sample)));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
