package io.exogenesis.omega.learning.explore;

import java.util.List;
import java.util.random.RandomGenerator;

/** Tells from the log of one policy what another would have earned. Stateless. */
public sealed interface OffPolicyEstimator permits OffPolicyIps, OffPolicySnips {
    /** Mean reward per choice; NaN where the log says nothing about the policy. */
    double value(List<LoggedChoice> log);

    /**
     * The same with its uncertainty: percentile bootstrap over the choices (Efron 1979), which must be independent.
     *
     * @param resamples of the bootstrap, usually 1,000
     */
    default OffPolicyEstimate estimate(List<LoggedChoice> log, int resamples, RandomGenerator random) {
        return OffPolicyEstimate.of(this, log, resamples, random);
    }
}
