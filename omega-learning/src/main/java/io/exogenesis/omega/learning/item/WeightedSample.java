package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.TasteSample;
import java.util.Map;

/**
 * A viewer's sample and what it counts.
 *
 * @param reputation in [0, 1]; only relative reputations matter
 * @param seniority of its titles
 */
public record WeightedSample(TasteSample sample, double reputation, Seniority seniority) {
    /** All of whose titles are as old as can be. */
    public WeightedSample(TasteSample sample, double reputation) {
        this(sample, reputation, Seniority.of(sample, 0));
    }

    public WeightedSample {
        if (!(reputation >= 0 && reputation <= 1)) {
            throw new LearningException("a reputation must be in [0, 1], not " + reputation);
        }
        if (seniority.size() != sample.items().size()) {
            throw new LearningException(
                    seniority.size() + " epochs for " + sample.items().size() + " titles");
        }
    }

    /** What the k-th title counts of what it would, c². */
    double counted(int k, Map<MediaId, Grant> grants) {
        Grant grant = grants.get(sample.items().get(k).item());
        if (grant == null) {
            return 1;
        }
        double c = grant.amplitude(seniority.since(k));
        return c * c;
    }
}
