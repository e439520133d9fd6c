package io.exogenesis.omega.lab.bench.core;

import java.util.function.DoublePredicate;

/**
 * The highest rate that is kept, by steps: up by a quarter while it is kept, down by a quarter while it is not. It is known to a quarter;
 * more would say more than one trial a step can tell.
 */
final class RateSearch {
    private static final double STEP = 1.25;
    /** Below a tenth of where it began there is nothing to measure. */
    private static final double LEAST = .1;

    private final double first;
    private final double most;

    /**
     * @param first rate to begin with
     * @param most rate beyond which nothing is tried
     */
    RateSearch(double first, double most) {
        this.first = first;
        this.most = most;
    }

    /** @return the highest rate that was tried and kept; 0 if none was */
    double highest(DoublePredicate kept) {
        double rate = first;
        if (!kept.test(rate)) {
            do {
                rate /= STEP;
            } while (rate >= LEAST * first && !kept.test(rate));
            return rate >= LEAST * first ? rate : 0;
        }
        while (rate * STEP <= most && kept.test(rate * STEP)) {
            rate *= STEP;
        }
        return rate;
    }
}
