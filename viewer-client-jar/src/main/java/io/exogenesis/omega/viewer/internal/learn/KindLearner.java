package io.exogenesis.omega.viewer.internal.learn;

import java.util.List;
import java.util.random.RandomGenerator;

/** Learns patterns of one kind. Pure: the same evidence, history and randomness give the same findings. */
interface KindLearner {
    /** Good and bad findings, the best supported first: the quality gate stands before the outbox. */
    List<Finding> learn(Evidence evidence, PlacedHistory history, RandomGenerator random);
}
