package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bank of consolidated patterns and the history of rounds: one transaction a round. */
public interface BankStore {

    /** The head; made with a random bank id when there is none yet. */
    BankHead head();

    /** All patterns in the bank, in no order. */
    List<ConsolidatedPattern> patterns();

    /** When patterns of the bank came into it; those that came before this was written down are left out. */
    Map<PatternId, Instant> since();

    /** Patterns that left the bank and are remembered, in no order. */
    List<Removal> removals();

    /**
     * Newest first.
     *
     * @param decisions of each round, the largest clusters; 0 to {@link RoundRecord#MAX_DECISIONS}
     */
    List<RoundRecord> rounds(int limit, int decisions);

    /** One round with all its decisions; empty for one that was never run or is forgotten. */
    Optional<RoundRecord> round(long number);

    /** What rounds in the history decided about a pattern, also one that has left the bank; newest first. */
    List<PatternDecision> decisions(PatternId pattern, int limit);

    /**
     * Commits a round in one transaction.
     *
     * @throws StaleRoundException if another round was committed since {@code commit.before()} was read
     */
    void commit(BankCommit commit);

    /**
     * Moves the log's positions and the checkpoint without a round.
     *
     * @throws StaleRoundException if a round was committed since {@code before} was read
     */
    void relocate(BankHead before, BankHead after);

    /**
     * Begins an empty bank without a round: patterns and removals are deleted, the head is moved, in one transaction. The history stays.
     *
     * @param after of another bank id, at version 0
     * @throws StaleRoundException if a round was committed since {@code before} was read
     */
    void renew(BankHead before, BankHead after);

    /**
     * Deletes what the history need not keep, oldest first, in transactions of at most {@link RoundRecord#MAX_DECISIONS} rows.
     *
     * @param most about how many rows; the last transaction may exceed it
     * @return how many; fewer than {@code most} when nothing is left to delete
     */
    int forgetHistory(HistoryBounds keep, int most);

    /**
     * What the history keeps: the newest.
     *
     * @param rounds lines of rounds
     * @param decisionRounds rounds with their decisions
     * @param decisions in all; the newest round's are kept in any case
     */
    record HistoryBounds(int rounds, int decisionRounds, int decisions) {}

    /** A pattern left the bank with this version. */
    record Removal(PatternId id, long version) {}
}
