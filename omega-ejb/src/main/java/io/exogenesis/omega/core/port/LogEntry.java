package io.exogenesis.omega.core.port;

import io.exogenesis.omega.learning.item.Seniority;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Instant;
import java.util.Set;

/** What the contribution log holds. */
public sealed interface LogEntry {
    ViewerId viewer();

    /** An entry with the content of a contribution, which is erased when its owner withdraws it. */
    sealed interface Content extends LogEntry {
        Contribution contribution();

        /** Kind of the contribution. */
        default Kind kind() {
            return kindOf(contribution().payload());
        }

        /** Number of the contribution. */
        default long seq() {
            return contribution().seq();
        }
    }

    /** A contribution that rounds read: a pattern or a sample waits for their decision, outcomes were admitted on arrival. */
    record Received(ViewerId viewer, Instant at, Contribution contribution) implements Content {}

    /**
     * A sample that an earlier epoch received and decided, and that still stands. It is no contribution of this epoch.
     *
     * @param since number of the epoch that received it, at least 0
     * @param seniority of its titles
     * @param contribution the sample under the number that it came with
     */
    record Standing(ViewerId viewer, long since, Seniority seniority, Contribution contribution) implements Content {
        public Standing {
            if (since < 0 || !(contribution.payload() instanceof Contribution.OfSample)) {
                throw new IllegalArgumentException("only samples stand, since an epoch of at least 0, not " + since);
            }
        }
    }

    /** A contribution that was decided on arrival; its content is not kept. */
    record Settled(ViewerId viewer, long seq, Verdict verdict) implements LogEntry {}

    /**
     * A contribution that was withdrawn and whose content is erased; its number remains, so that it is still counted once. Number 0
     * stands for a sample that stood: the epoch that received it has counted it.
     */
    record Erased(ViewerId viewer, Kind kind, long seq) implements LogEntry {}

    /** The owner withdrew consent: this viewer's contributions of these kinds up to {@code throughSeq} do not count any more. */
    record Withdrawn(ViewerId viewer, Set<Kind> kinds, long throughSeq) implements LogEntry {
        public Withdrawn {
            kinds = Set.copyOf(kinds);
        }
    }

    /** Kinds of contributions that a round sees, each with a consent of its own. */
    enum Kind {
        PATTERN,
        SAMPLE,
        OUTCOMES
    }

    /** How a contribution was decided on arrival. */
    sealed interface Verdict {
        /** Counted at once (a session summary). */
        record Counted() implements Verdict {}

        /** Refused for a reason that sending again would not change. */
        record Refused(Refusal.Code code) implements Verdict {}
    }

    /** Kind of a payload that a round sees; session summaries are counted on arrival. */
    static Kind kindOf(Contribution.Payload payload) {
        return switch (payload) {
            case Contribution.OfPattern p -> Kind.PATTERN;
            case Contribution.OfSample s -> Kind.SAMPLE;
            case Contribution.OfOutcomes o -> Kind.OUTCOMES;
            case Contribution.OfSession s ->
                throw new IllegalArgumentException("a session summary is counted on arrival");
        };
    }
}
