package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.model.Embedding;

/**
 * One pattern of one viewer.
 *
 * @param voter who it is from
 * @param weight of the voter, > 0
 */
public record ClusterPoint(String voter, Embedding embedding, double weight) {}
