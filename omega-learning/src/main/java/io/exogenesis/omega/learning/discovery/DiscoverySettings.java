package io.exogenesis.omega.learning.discovery;

import io.exogenesis.omega.learning.LearningException;

/**
 * Parameters of discovery; the defaults are the design's.
 *
 * @param minViewers distinct viewers who have both titles; more than the release threshold k = 3
 * @param minG2 least log-likelihood ratio G² against independence; 12 is one pair in two thousand by chance
 * @param minLift least shrunk lift (c + 2)/(e + 2): the two extra viewers keep rare pairs from large ratios
 * @param maxCosine largest cosine of the two titles' centred texts: above it the texts explain the pair
 * @param top pairs kept
 * @param memoryEpochs epochs after which a pair that was not found again is forgotten
 */
public record DiscoverySettings(
        int minViewers, double minG2, double minLift, double maxCosine, int top, int memoryEpochs) {
    public static final DiscoverySettings DEFAULT = new DiscoverySettings(5, 12, 1.5, .25, 200, 30);

    public DiscoverySettings {
        if (minViewers < 3) {
            throw new LearningException("a pair that is named has at least 3 viewers, not " + minViewers);
        }
        if (!(minG2 >= 0 && minLift >= 1 && maxCosine > -1)) {
            throw new LearningException("G² is at least 0, lift at least 1 and the cosine above -1, not " + minG2 + ", "
                    + minLift + ", " + maxCosine);
        }
        if (top < 1 || memoryEpochs < 1) {
            throw new LearningException("at least one pair for one epoch, not " + top + " for " + memoryEpochs);
        }
    }
}
