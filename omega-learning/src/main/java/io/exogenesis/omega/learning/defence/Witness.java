package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.TasteSample;

/**
 * A viewer's row of an epoch.
 *
 * @param pseudonym keyed pseudonym, which nobody outside can foresee: it decides the half and the reference rows
 * @param reputation in (0, 1]
 */
public record Witness(String pseudonym, TasteSample sample, double reputation) {
    public Witness {
        if (!(reputation > 0 && reputation <= 1)) {
            throw new LearningException("a witness has a reputation in (0, 1], not " + reputation);
        }
    }
}
