package io.exogenesis.omega.learning.explore;

import java.util.List;

/**
 * Inverse propensity score: {@code (1/n) Σ π(a)/p(a) · r}. Unbiased where the policy in use chose everything with positive
 * probability that the judged one would choose; its variance grows with the weights. Horvitz and Thompson, JASA 47 (1952); Li et
 * al., WSDM 2011, for recommendations.
 */
public record OffPolicyIps() implements OffPolicyEstimator {
    @Override
    public double value(List<LoggedChoice> log) {
        double sum = 0;
        for (LoggedChoice c : log) {
            sum += c.weight() * c.reward();
        }
        return sum / log.size();
    }
}
