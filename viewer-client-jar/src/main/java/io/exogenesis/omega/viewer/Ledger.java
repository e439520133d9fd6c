package io.exogenesis.omega.viewer;

/**
 * The agent's own account of what it handed over, to be held against the Core's.
 *
 * @param acknowledged distinct contributions that the Core acknowledged as durable; {@code patterns + samples + sessions +
 *     outcomes}
 * @param acknowledgedThrough highest acknowledged sequence number
 * @param patterns acknowledged taste patterns
 * @param samples acknowledged samples
 * @param sessions acknowledged session summaries
 * @param refused those of the acknowledged that the Core refused at once
 * @param pending waiting in the outbox
 * @param outcomes acknowledged reports of outcomes
 */
public record Ledger(
        long acknowledged,
        long acknowledgedThrough,
        long patterns,
        long samples,
        long sessions,
        long refused,
        int pending,
        long outcomes) {

    /** Of an agent outside of the audit cohort. */
    public Ledger(
            long acknowledged,
            long acknowledgedThrough,
            long patterns,
            long samples,
            long sessions,
            long refused,
            int pending) {
        this(acknowledged, acknowledgedThrough, patterns, samples, sessions, refused, pending, 0);
    }
}
