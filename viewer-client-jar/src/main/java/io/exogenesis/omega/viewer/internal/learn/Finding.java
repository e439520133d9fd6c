package io.exogenesis.omega.viewer.internal.learn;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.TaskType;

/**
 * A pattern before it has a name and a time.
 *
 * @param embedding centred, unit length
 * @param successRate in [0, 1]; what it measures is said by its learner
 * @param items titles behind it, at least 2
 */
record Finding(TaskType kind, Embedding embedding, double successRate, int items, PatternContext context) {}
