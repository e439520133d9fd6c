package io.exogenesis.omega.learning.explore;

import io.exogenesis.omega.learning.LearningException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What another policy would have earned, and how far that can be believed.
 *
 * @param value mean reward per choice; NaN where the log says nothing about the policy, and so are the bounds
 * @param low lower end of the 95 % interval
 * @param high upper end of it
 * @param choices in the log
 * @param effectiveSamples {@code (Σw)²/Σw²} (Kish 1965): so many choices of the judged policy itself would say as much; 0 to
 *     {@code choices}
 */
public record OffPolicyEstimate(double value, double low, double high, int choices, double effectiveSamples) {
    /** Share of the resamples below the interval, and above it. */
    private static final double TAIL = .025;

    static OffPolicyEstimate of(
            OffPolicyEstimator estimator, List<LoggedChoice> log, int resamples, RandomGenerator random) {
        if (resamples < 1) {
            throw new LearningException("a bootstrap needs at least one resample, not " + resamples);
        }
        double[] values = new double[resamples];
        for (int b = 0; b < resamples; b++) {
            values[b] = estimator.value(resampled(log, random));
        }
        // a resample that says nothing about the policy says nothing about the interval
        values = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        return new OffPolicyEstimate(
                estimator.value(log), quantile(values, TAIL), quantile(values, 1 - TAIL), log.size(), kish(log));
    }

    private static List<LoggedChoice> resampled(List<LoggedChoice> log, RandomGenerator random) {
        List<LoggedChoice> drawn = new ArrayList<>(log.size());
        for (int i = 0; i < log.size(); i++) {
            drawn.add(log.get(random.nextInt(log.size())));
        }
        return drawn;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private static double kish(List<LoggedChoice> log) {
        double sum = 0;
        double squares = 0;
        for (LoggedChoice c : log) {
            sum += c.weight();
            squares += c.weight() * c.weight();
        }
        return squares == 0 ? 0 : sum * sum / squares;
    }
}
