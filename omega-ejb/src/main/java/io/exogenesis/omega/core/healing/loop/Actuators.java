package io.exogenesis.omega.core.healing.loop;

import io.exogenesis.omega.core.aggregate.AggregationSchedule;
import io.exogenesis.omega.core.healing.control.Input;
import io.exogenesis.omega.core.sync.AdmissionGate;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The three settings that the controller moves. It alone calls {@link #apply}. */
@Singleton
public class Actuators {
    /**
     * Frames a second that are always admitted: what two thousand viewers send. A Core that cannot answer so few is not overloaded by
     * viewers: something else is wrong, and turning viewers away would not mend it.
     */
    static final double LEAST_ADMITTED = 200;

    private final AggregationSchedule schedule;
    private final AdmissionGate gate;

    @Inject
    public Actuators(AggregationSchedule schedule, AdmissionGate gate) {
        this.schedule = schedule;
        this.gate = gate;
    }

    /**
     * Sets all three.
     *
     * @param inputs ln(value/default), in the order of {@link Input}
     * @param offered frames a second that come; admission is a share of them
     */
    void apply(double[] inputs, double offered) {
        schedule.interval(scaled(schedule.usualInterval(), inputs[Input.AGGREGATION_INTERVAL.ordinal()]));
        schedule.nextSync(scaled(schedule.usualNextSync(), inputs[Input.NEXT_SYNC.ordinal()]));
        double admission = inputs[Input.ADMISSION.ordinal()];
        gate.limit(
                admission < 0
                        ? Math.min(AdmissionGate.USUAL, Math.max(LEAST_ADMITTED, offered * Math.exp(admission)))
                        : AdmissionGate.USUAL);
    }

    /** In its unit: seconds, seconds, frames a second. */
    double value(Input input) {
        return switch (input) {
            case AGGREGATION_INTERVAL -> seconds(schedule.nextRound(0));
            case NEXT_SYNC -> seconds(schedule.nextSync());
            case ADMISSION -> gate.limit();
        };
    }

    /** {@link #value} of a Core that is not under load. */
    double usual(Input input) {
        return switch (input) {
            case AGGREGATION_INTERVAL -> seconds(schedule.usualInterval());
            case NEXT_SYNC -> seconds(schedule.usualNextSync());
            case ADMISSION -> AdmissionGate.USUAL;
        };
    }

    private static Duration scaled(Duration usual, double input) {
        return Duration.ofMillis(Math.max(1, Math.round(usual.toMillis() * Math.exp(input))));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}
