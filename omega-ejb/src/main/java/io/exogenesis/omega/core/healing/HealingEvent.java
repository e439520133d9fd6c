package io.exogenesis.omega.core.healing;

import java.time.Instant;

/**
 * One thing that self-healing saw or did. All texts are the Core's own words: nothing that a viewer sent stands in them.
 *
 * @param number from 1, in the order in which they happened, over restarts
 * @param by who saw or did it
 * @param subject the fault ({@code index-lost}) or the actuator ({@code aggregation-interval}), in lower case with hyphens
 * @param reason what was seen, one sentence
 * @param action what was done, one sentence; empty for what was only seen
 * @param prediction what is expected of it, one sentence; empty where nothing is predicted
 */
public record HealingEvent(
        long number,
        Instant at,
        By by,
        String subject,
        Outcome outcome,
        String reason,
        String action,
        String prediction) {

    /** Who saw or did it. */
    public enum By {
        /** The rules of discrete faults. */
        SUPERVISOR,
        /** The model-predictive controller. */
        CONTROLLER
    }

    /** How it stands. */
    public enum Outcome {
        /** A fault was seen; its rule begins. */
        DETECTED,
        /** A setting was moved. */
        ADJUSTED,
        /** The fault is gone: the sensors say so. */
        HEALED,
        /** An attempt did not help; it is tried again. */
        FAILED,
        /** All attempts are used up: a person has to look. */
        ALARM
    }
}
