package io.exogenesis.omega.lab.core;

import java.util.Locale;
import java.util.SplittableRandom;

/** Which devices are on in an epoch. One whose owner watched something is on in any case. */
public enum Activity {
    /** A device without new events is off. */
    ON_CHANGE,
    /** Every second idle device is on, drawn anew each epoch. */
    HALF,
    /** All devices whose owner has watched something are on. */
    ALL;

    /** The contract's name. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether an idle device is on. Draws in any case, so that other draws of the epoch do not depend on the model. */
    public boolean idleIsOn(SplittableRandom random) {
        boolean heads = random.nextBoolean();
        return switch (this) {
            case ON_CHANGE -> false;
            case HALF -> heads;
            case ALL -> true;
        };
    }
}
