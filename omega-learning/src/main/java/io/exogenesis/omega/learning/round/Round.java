package io.exogenesis.omega.learning.round;

import java.util.random.RandomGenerator;

/**
 * One step of aggregation as a pure function: an {@link EpochState} that is fed everything at once. Every round of an epoch
 * starts from the bank of the epoch's start and from all raw contributions of the epoch; only the last one folds the samples
 * into the sketch and lets what waits expire.
 */
public final class Round {
    private Round() {}

    /**
     * Runs one round over all contributions of an epoch. Call it outside of transactions.
     *
     * @param random makes the ids of new patterns and nothing else
     */
    public static RoundResult run(RoundState before, RoundInput in, RoundSettings settings, RandomGenerator random) {
        EpochState epoch = new EpochState(before, settings);
        in.standing().forEach(epoch::stand);
        in.votes().forEach(epoch::add);
        in.rows().forEach(epoch::add);
        in.outcomes().forEach(epoch::add);
        return epoch.decide(new RoundConditions(in.content(), in.endOfEpoch(), in.now(), in.moderation()), random);
    }
}
