package io.exogenesis.omega.learning.round;

/** What a viewer contributes to a round; each may be withdrawn for itself. */
public enum ContributionKind {
    PATTERN,
    SAMPLE,
    OUTCOMES
}
