package io.exogenesis.omega.learning.round;

/** What {@link EpochState#decide} does, in this order. */
public enum RoundPhase {
    /** What arrived is taken into the books of the epoch. */
    TAKE,
    /** Patterns are grouped, matched with the bank and decided; samples are judged. */
    DECIDE,
    /** Samples become the item model, if enough of them are new. */
    FOLD
}
