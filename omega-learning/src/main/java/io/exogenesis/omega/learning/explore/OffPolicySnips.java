package io.exogenesis.omega.learning.explore;

import java.util.List;

/**
 * Self-normalised inverse propensity score: {@code Σ w·r / Σ w} with {@code w = π(a)/p(a)}. Biased by O(1/n), but it stays
 * within the rewards seen and does not move when all rewards are shifted. Swaminathan and Joachims, NIPS 2015.
 */
public record OffPolicySnips() implements OffPolicyEstimator {
    @Override
    public double value(List<LoggedChoice> log) {
        double sum = 0;
        double weights = 0;
        for (LoggedChoice c : log) {
            sum += c.weight() * c.reward();
            weights += c.weight();
        }
        return sum / weights;
    }
}
