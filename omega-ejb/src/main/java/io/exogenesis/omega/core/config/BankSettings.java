package io.exogenesis.omega.core.config;

import io.exogenesis.omega.core.port.RoundRecord;

/**
 * The bank and the history of its rounds.
 *
 * @param pageSize {@code omega.bank.page-size}: patterns in one answer to a pull, unless the viewer asks for fewer
 * @param bytesPerSecond {@code omega.bank.bytes-per-second}: of changes that are sent to all viewers together, those that have no bank yet
 *     excepted; others are given them at a later sync
 * @param decisionRounds {@code omega.bank.decision-rounds}: newest rounds whose decisions are kept
 * @param maxDecisions {@code omega.bank.max-decisions}: decisions kept in all; those of the oldest rounds go first
 */
public record BankSettings(int pageSize, long bytesPerSecond, int decisionRounds, int maxDecisions) {
    /**
     * For each of 100,000 viewers 7 MB in a day, if all of it is used. Four times as much was sent to 100,000 viewers of a Core with two
     * processors, and syncs failed for it.
     */
    private static final long BYTES_PER_SECOND = 8L << 20;

    /** Sixteen hours of five-minute rounds; 100,000 decisions are about 40 MB of database. */
    public static final BankSettings DEFAULTS = new BankSettings(500, BYTES_PER_SECOND, 200, 100_000);

    public BankSettings {
        // 1,000 patterns of at most ~900 bytes stay below a frame of 1 MiB
        Checks.range("omega.bank.page-size", pageSize, 1, 1_000);
        Checks.range("omega.bank.bytes-per-second", bytesPerSecond, 1, 1L << 40);
        Checks.range("omega.bank.decision-rounds", decisionRounds, 1, 10_000);
        // so that the newest round's always fit
        Checks.range("omega.bank.max-decisions", maxDecisions, RoundRecord.MAX_DECISIONS, 10_000_000);
    }
}
