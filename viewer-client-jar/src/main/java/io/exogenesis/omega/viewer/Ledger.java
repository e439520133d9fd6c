package io.exogenesis.omega.viewer;

/**
 * The agent's own account of what it handed over, to be held against the Core's.
 *
 * @param acknowledged distinct contributions that the Core acknowledged as durable; {@code patterns + samples + sessions}
 * @param acknowledgedThrough highest acknowledged sequence number
 * @param patterns acknowledged taste patterns
 * @param samples acknowledged samples
 * @param sessions acknowledged session summaries
 * @param refused those of the acknowledged that the Core refused at once
 * @param pending waiting in the outbox
 */
public record Ledger(
        long acknowledged,
        long acknowledgedThrough,
        long patterns,
        long samples,
        long sessions,
        long refused,
        int pending) {}
