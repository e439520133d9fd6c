package io.exogenesis.omega.learning.explore;

import io.exogenesis.omega.learning.LearningException;

/**
 * One choice of a policy that was in use, seen by another policy that is to be judged.
 *
 * @param propensity probability with which the policy in use chose what it chose, in (0, 1]
 * @param target probability with which the policy to be judged would have chosen the same, in [0, 1]
 * @param reward what came of it, finite
 */
public record LoggedChoice(double propensity, double target, double reward) {
    public LoggedChoice {
        if (!(propensity > 0 && propensity <= 1) || !(target >= 0 && target <= 1) || !Double.isFinite(reward)) {
            throw new LearningException(
                    "a logged choice has a propensity in (0, 1], a target probability in [0, 1] and a"
                            + " finite reward, not " + propensity + ", " + target + " and " + reward);
        }
    }

    double weight() {
        return target / propensity;
    }
}
