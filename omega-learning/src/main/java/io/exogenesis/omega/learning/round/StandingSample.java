package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.item.Seniority;

/**
 * A viewer's newest sample with the epoch that received it. It stands until a newer one of the viewer takes its place, the owner
 * withdraws it, or its lease ends: a device that has nothing new to say still counts.
 *
 * @param seniority of its titles
 * @param since number of the epoch in which it was received, at least 0
 */
public record StandingSample(SampleRow row, long since, Seniority seniority) {
    /** None of whose titles was in an earlier sample. */
    public StandingSample(SampleRow row, long since) {
        this(row, since, Seniority.of(row.sample(), since));
    }

    public StandingSample {
        if (since < 0) {
            throw new LearningException("an epoch's number is not negative: " + since);
        }
    }
}
