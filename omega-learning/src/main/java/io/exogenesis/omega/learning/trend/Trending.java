package io.exogenesis.omega.learning.trend;

/**
 * A title whose share of all new watches has risen. For display only: it is a claim of those who push.
 *
 * @param key of the title
 * @param sinceDay epoch day of the alarm
 * @param viewers distinct viewers since the rise began, ≥ 3
 * @param factor the title's share now over its usual share, ≥ 1
 * @param evidence log-likelihood ratio of a rise against none, in nats
 */
public record Trending(long key, long sinceDay, int viewers, double factor, double evidence) {}
