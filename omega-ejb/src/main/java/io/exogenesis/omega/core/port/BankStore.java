package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import java.util.List;

/** The bank of consolidated patterns and the history of rounds: one transaction a round. */
public interface BankStore {

    /** Rounds in the history; older ones are deleted by the rounds that follow. */
    int ROUNDS_KEPT = 10_000;

    /** The head; made with a random bank id when there is none yet. */
    BankHead head();

    /** All patterns in the bank, in no order. */
    List<ConsolidatedPattern> patterns();

    /** Patterns that left the bank and are remembered, in no order. */
    List<Removal> removals();

    /** Newest first. */
    List<RoundRecord> rounds(int limit);

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

    /** A pattern left the bank with this version. */
    record Removal(PatternId id, long version) {}
}
