package io.exogenesis.omega.learning.trust;

import io.exogenesis.omega.learning.LearningException;

/**
 * What a viewer's contributions count, in [0, 1]. It grows with epochs of presence and falls with refuted claims; it buys an
 * attacker delay, nothing else.
 */
public record Reputation(double value) {
    /** Where every viewer starts. */
    public static final Reputation NEWCOMER = new Reputation(.1);
    /** Gain in an epoch with contributions. */
    private static final double GAIN = .015;
    /** Factor in an epoch in which more than a tenth of a viewer's titles were refuted. */
    private static final double LOSS = .7;

    private static final double REFUTED_SHARE = .1;

    public Reputation {
        if (!(value >= 0 && value <= 1)) {
            throw new LearningException("a reputation must be in [0, 1], not " + value);
        }
    }

    /**
     * After one epoch.
     *
     * @param present whether the viewer contributed
     * @param refutedShare share of its titles that an audit refuted, in [0, 1]; 0 without an audit
     */
    public Reputation afterEpoch(boolean present, double refutedShare) {
        if (refutedShare > REFUTED_SHARE) {
            return new Reputation(value * LOSS);
        }
        return present ? new Reputation(Math.min(1, value + GAIN)) : this;
    }
}
