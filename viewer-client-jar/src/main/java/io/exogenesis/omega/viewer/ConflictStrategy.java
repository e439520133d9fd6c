package io.exogenesis.omega.viewer;

/** What happens when a pattern of the bank says something else than a pattern of the viewer about the same thing; chosen by kind ({@link ConflictStrategies}). */
public enum ConflictStrategy {
    /** The viewer's pattern takes precedence; the bank's is not kept. */
    VIEWER_WINS,
    /** The bank's pattern takes precedence; the viewer's stays only in its history. */
    OMEGA_WINS,
    /**
     * The viewer's pattern stays while what the viewer measured itself is good; what others claim about themselves is never
     * compared.
     */
    QUALITY_WINS,
    /** Both become one, weighted by the titles behind the viewer's and the supporters behind the bank's. */
    MERGE
}
