package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.LearningException;

/**
 * A viewer's newest sample with the epoch that received it. It stands until a newer one of the viewer takes its place, the owner
 * withdraws it, or its lease ends: a device that has nothing new to say still counts.
 *
 * @param since number of the epoch in which it was received, at least 0
 */
public record StandingSample(SampleRow row, long since) {
    public StandingSample {
        if (since < 0) {
            throw new LearningException("an epoch's number is not negative: " + since);
        }
    }
}
