package io.exogenesis.omega.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a viewer wants of the bank. It names kinds and a quality, and no genres or moods: those would tell the Core the viewer's
 * taste with each pull, without a consent.
 *
 * @param taskTypes kinds of pattern; empty: all
 * @param minSuccessRate least success rate, in [0, 1]; 0: all
 */
public record PullFilter(Set<TaskType> taskTypes, double minSuccessRate) {
    /** Everything. */
    public static final PullFilter ALL = new PullFilter(Set.of(), 0);

    /** @throws InvalidValueException if the success rate is not in [0, 1] */
    public PullFilter {
        taskTypes = Set.copyOf(taskTypes);
        if (!(minSuccessRate >= 0 && minSuccessRate <= 1)) {
            throw new InvalidValueException("the least success rate of a filter is in [0, 1], not " + minSuccessRate);
        }
        minSuccessRate += 0.0; // −0 and 0 are one filter
    }

    /** The same for these kinds; none: for all. */
    public PullFilter withTaskTypes(Set<TaskType> kinds) {
        return new PullFilter(kinds, minSuccessRate);
    }

    /** The same with another least success rate. */
    public PullFilter withMinSuccessRate(double rate) {
        return new PullFilter(taskTypes, rate);
    }

    /** Whether the viewer is to have this pattern. */
    public boolean wants(ConsolidatedPattern pattern) {
        return pattern.successRate() >= minSuccessRate
                && (taskTypes.isEmpty() || taskTypes.contains(pattern.taskType()));
    }

    /** The same page for a viewer who may hold former states of its patterns: what is not wanted is removed. */
    public BankDelta of(BankDelta delta) {
        if (equals(ALL)) {
            return delta;
        }
        List<ConsolidatedPattern> wanted = new ArrayList<>();
        List<PatternId> removals = new ArrayList<>(delta.removals());
        for (ConsolidatedPattern p : delta.upserts()) {
            if (wants(p)) {
                wanted.add(p);
            } else {
                removals.add(p.id());
            }
        }
        return new BankDelta(delta.since(), delta.upTo(), delta.snapshot(), wanted, removals, delta.more());
    }
}
