package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import java.util.OptionalDouble;

/**
 * Where a title stands with the defence after a round, and why.
 *
 * @param mass what its supporters ask for and what they get
 * @param percentile mean percentile of its supporters in [0, 1] among those who would like it, NaN where nobody judged it
 * @param epochs full epochs, at least, until all of {@code mass.measured} counts if its supporters stay as they are; 0 where
 *     nothing is waited for
 * @param reason one sentence for a person
 */
public record TitleStanding(
        MediaId title, State state, Mass mass, double percentile, AuditCount audit, int epochs, String reason) {

    /** What the defence does to a title, in the order in which an operator wants to see it. */
    public enum State {
        /** Those who were shown it did not watch it. */
        REFUTED,
        /** Its supporters do not look like viewers who would like it: it may not grow. */
        HELD,
        /** It is new and grows more slowly than its supporters ask for. */
        WAITING,
        /** It is known and grows more slowly than its supporters ask for. */
        CLAMPED,
        /** It falls more slowly than its supporters leave it. */
        RAISED,
        /** The operator vouches for it. */
        ANCHORED,
        /** Nothing is done to it. */
        FREE
    }

    /**
     * Energy of the title's column for each row of the epoch, {@code ≥ 0}.
     *
     * @param measured m_j, what this epoch's supporters ask for
     * @param granted P_j, what counts
     * @param factor c_j, what the column's amplitude is multiplied by: 1 where nothing is done
     */
    public record Mass(double measured, double granted, double factor) {
        /** Of a title that is in no row. */
        public static final Mass NONE = new Mass(0, 0, 1);

        public Mass {
            if (!(measured >= 0 && granted >= 0 && factor >= 0) || !Double.isFinite(measured + granted + factor)) {
                throw new LearningException("no mass: " + measured + ", " + granted + ", " + factor);
            }
        }
    }

    /**
     * What the audit counted, decayed and weighted.
     *
     * @param shown N, showings
     * @param watched C, how many of them were watched
     * @param expected p0·N, how many would have been watched at the usual rate
     */
    public record AuditCount(double shown, double watched, double expected) {
        /** Of a title that nobody reported. */
        public static final AuditCount NONE = new AuditCount(0, 0, 0);

        public AuditCount {
            if (!(shown >= 0 && watched >= 0 && expected >= 0) || !Double.isFinite(shown + watched + expected)) {
                throw new LearningException("no count: " + shown + ", " + watched + ", " + expected);
            }
        }
    }

    public TitleStanding {
        if (!(Double.isNaN(percentile) || percentile >= 0 && percentile <= 1) || epochs < 0) {
            throw new LearningException("a percentile is in [0, 1] and epochs are not negative: " + percentile + ", "
                    + epochs + " of " + title);
        }
    }

    static final String NOTHING = "nothing is held against it";

    /** A title to which nothing is done. */
    public static TitleStanding free(MediaId title) {
        return new TitleStanding(title, State.FREE, Mass.NONE, Double.NaN, AuditCount.NONE, 0, NOTHING);
    }

    /** Empty where the structure gate did not judge it. */
    public OptionalDouble judged() {
        return Double.isNaN(percentile) ? OptionalDouble.empty() : OptionalDouble.of(percentile);
    }
}
