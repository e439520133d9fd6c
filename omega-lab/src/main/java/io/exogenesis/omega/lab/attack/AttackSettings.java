package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.learning.round.RoundSettings;

/**
 * How an attack is run.
 *
 * @param fraction share of all viewers that are liars, in [0, .9]; they come on top of the honest ones
 * @param rounds of the attack, one an epoch
 * @param warmUp epochs before it, in which liars keep their cover (or are not there, as newcomers)
 * @param newcomers liars arrive with the attack, with a newcomer's reputation
 * @param targets titles attacked at once
 * @param replayed in a population that grows through the data's own time; else in one that stands still
 */
public record AttackSettings(
        double fraction,
        int rounds,
        int warmUp,
        boolean newcomers,
        int targets,
        RoundSettings round,
        long seed,
        boolean replayed) {
    /** Epochs before an attack: the defence then has a past of its own. */
    public static final int WARM_UP = 8;
    /** Few enough that each liar has the whole force for each. */
    public static final int TARGETS = 3;
}
