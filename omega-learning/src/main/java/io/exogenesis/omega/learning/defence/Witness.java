package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.item.Seniority;
import io.exogenesis.omega.model.TasteSample;

/**
 * A viewer's row of an epoch.
 *
 * @param pseudonym keyed pseudonym, which nobody outside can foresee: it decides the half and the reference rows
 * @param reputation in (0, 1]
 * @param seniority of its titles
 * @param newcomer whether the epoch is the first in which it has a sample
 */
public record Witness(String pseudonym, TasteSample sample, double reputation, Seniority seniority, boolean newcomer) {
    /** All of whose titles are as old as can be. */
    public Witness(String pseudonym, TasteSample sample, double reputation) {
        this(pseudonym, sample, reputation, Seniority.of(sample, 0), false);
    }

    public Witness {
        if (!(reputation > 0 && reputation <= 1)) {
            throw new LearningException("a witness has a reputation in (0, 1], not " + reputation);
        }
    }
}
