package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.TasteSample;

/** A viewer's sample and what it counts: reputation in [0, 1]. Only relative reputations matter. */
public record WeightedSample(TasteSample sample, double reputation) {
    public WeightedSample {
        if (!(reputation >= 0 && reputation <= 1)) {
            throw new LearningException("a reputation must be in [0, 1], not " + reputation);
        }
    }
}
