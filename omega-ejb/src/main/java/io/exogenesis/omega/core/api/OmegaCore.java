package io.exogenesis.omega.core.api;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.ViewerId;
import java.util.List;
import java.util.Set;

/**
 * What a program can ask of the Core (the specification, 5.1). What changes something is written into the log of actions, with the
 * note and the operator. Every method may refuse with {@code UNAVAILABLE} while the Core starts or its database or log is away.
 */
public interface OmegaCore {
    /** Patterns of one dry run. */
    int MAX_PATTERNS = 1_000;

    /** Which Core this is: 1 to 64 letters, digits, dots, dashes and underscores. The same after a restart. */
    String coordinatorId();

    /**
     * Ingests one pattern for a viewer, with the next number of its account. Consent, quality, rate and quota are judged as for a push
     * of that viewer.
     *
     * <p>For viewers without an agent of their own: an agent numbers its contributions itself, and would take this one for its own
     * next, which would then be lost.
     *
     * @return durable; refused for good or waiting for a round
     * @throws RefusedException {@code NOT_FOUND} for an unknown or removed viewer, {@code UNSUPPORTED} for one whose agent opened a
     *     session since the Core started, {@code RATE_LIMITED}, {@code QUOTA}; then nothing was taken
     */
    AggregatedPattern aggregatePattern(ViewerId viewer, ExogenesisPattern pattern, String note, Operator who);

    /**
     * Runs a round now and returns when it is committed.
     *
     * @param endOfEpoch whether it ends the epoch: raw contributions are erased, samples stand for their lease
     * @throws RefusedException {@code UNAVAILABLE} while titles wait for their embedding
     */
    Consolidation consolidatePatterns(boolean endOfEpoch, String note, Operator who);

    /**
     * Tells viewers that it is time to sync. Those who listen to their event stream hear it at once, the others fetch the changes at
     * their next sync.
     *
     * @param viewers empty: all
     * @param least priority: only viewers that lack a pattern of at least this one count as behind; {@code LOW}: any change
     * @throws RefusedException {@code NOT_FOUND} if one of them is unknown or was removed; then nobody was told
     */
    DistributionReport distributeToViewers(Set<ViewerId> viewers, Priority least, String note, Operator who);

    /**
     * A dry run over these patterns alone: as if each came from another viewer of full reputation, the bank were empty, and the
     * voting window had passed. Changes nothing.
     *
     * @param patterns 1 to {@value #MAX_PATTERNS}
     * @throws RefusedException {@code MALFORMED} for another number
     */
    ConsensusResult reachConsensus(List<ExogenesisPattern> patterns);

    /**
     * Where a pattern of the bank stands: what a round would decide about it now, or, where nothing came in since the last round, what
     * a round decided last. Changes nothing.
     *
     * @throws RefusedException {@code NOT_FOUND} if it is in no bank and no remembered round decided about it
     */
    ConsensusResult reachConsensus(PatternId pattern);

    /** What a round would decide about all that came since the last one. Changes nothing. */
    ConsensusResult reachConsensus();

    /** Looks at every viewer that was heard since the start. */
    ViewerNetworkStats getViewerStats();

    /** Looks at every pattern of the bank and at every account. */
    PatternStats getPatternStats();

    /** The specification's figures (12.1). */
    ExogenesisMetrics getMetrics();
}
