package io.exogenesis.omega.viewer;

/**
 * The agent's own account of what it handed over, to be held against the Core's.
 *
 * @param acknowledgedThrough highest acknowledged sequence number
 * @param patterns acknowledged taste patterns
 * @param samples acknowledged samples
 * @param sessions acknowledged session summaries
 * @param outcomes acknowledged reports of outcomes
 * @param refused those of the acknowledged that the Core refused at once
 * @param pending waiting in the outbox
 */
public record Ledger(
        long acknowledgedThrough,
        long patterns,
        long samples,
        long sessions,
        long outcomes,
        long refused,
        int pending) {
    /** Distinct contributions that the Core acknowledged as durable. */
    public long acknowledged() {
        return patterns + samples + sessions + outcomes;
    }
}
