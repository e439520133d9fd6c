package io.exogenesis.omega.learning.discovery;

/**
 * Two titles that belong together for viewers and not for their texts. For display only.
 *
 * @param pair with its counts
 * @param cosine of the two titles' centred texts, in [−1, 1]
 * @param epoch in which it was counted
 */
public record Discovery(TitlePair pair, double cosine, long epoch) {}
