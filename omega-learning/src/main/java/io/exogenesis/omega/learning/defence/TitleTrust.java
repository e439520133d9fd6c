package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.LearningException;
import java.util.Optional;

/**
 * What earlier epochs granted to a title.
 *
 * @param granted P_j, mass for each row of an epoch
 * @param settled what it had long ago: it follows {@code granted} down at once and up by {@link #SETTLING} an epoch
 */
record TitleTrust(float granted, float settled) {
    /** About 35 epochs until a doubled mass counts as the usual one. */
    private static final double SETTLING = 1.02;
    /** A mass so far above the usual one is young. */
    private static final double YOUNG = 1.5;
    /** What a newcomer's mass is measured against: it stays on trial for about 50 epochs. */
    private static final double NEWCOMER = .25;
    /** Smaller than any single row's share of a large epoch: forgotten. */
    private static final double FORGOTTEN = 1e-9;

    TitleTrust {
        if (!(granted >= 0 && settled >= 0) || !Float.isFinite(granted) || !Float.isFinite(settled)) {
            throw new LearningException("a title's mass must be finite and not negative: " + granted + ", " + settled);
        }
    }

    static TitleTrust founder(double mass) {
        return new TitleTrust((float) mass, (float) mass);
    }

    static TitleTrust newcomer(double mass) {
        return new TitleTrust((float) mass, (float) (mass * NEWCOMER));
    }

    /**
     * After an epoch with a {@code present} share of the usual viewers that granted {@code mass}; empty if nothing is left.
     *
     * @param low what it may fall to in a whole epoch, at most {@code granted}
     */
    Optional<TitleTrust> moved(double mass, double low, double present) {
        double next = granted + present * (Math.max(mass, low) - granted);
        double usual = Math.min(next, settled * Math.pow(SETTLING, present));
        return next < FORGOTTEN ? Optional.empty() : Optional.of(new TitleTrust((float) next, (float) usual));
    }

    /** With what it has as the usual. */
    TitleTrust settle() {
        return founder(granted);
    }

    /** Whether it grew lately. The audit judges young mass only, or liars could bury what everybody knows. */
    boolean young() {
        return granted > YOUNG * settled;
    }
}
