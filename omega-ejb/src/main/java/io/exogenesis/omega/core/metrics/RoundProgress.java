package io.exogenesis.omega.core.metrics;

import java.time.Duration;
import java.time.Instant;

/**
 * What a round tells while it runs; {@link RoundWatch} remembers it for the operator. Calls come from the one thread that runs
 * the round, in the order {@link #began}, any number of {@link #phase}, then one of the three ends.
 */
public interface RoundProgress {
    /** Tells nobody: for tests of other things. */
    RoundProgress NONE = new RoundProgress() {
        @Override
        public void began(Instant at) {}

        @Override
        public void phase(String name, long done, long total) {}

        @Override
        public void succeeded(Duration took, long admitted, long decided) {}

        @Override
        public void postponed(String reason) {}

        @Override
        public void failed(String reason) {}
    };

    /** A round begins; whatever ran before is over. */
    void began(Instant at);

    /**
     * How far it is. Cheap: it may be called for each of some thousand steps.
     *
     * @param name one or two words for a person: "reading", "clustering", "writing"
     * @param done of {@code total} steps of the round, both 0 where they are not known
     */
    void phase(String name, long done, long total);

    /**
     * It is committed.
     *
     * @param admitted contributions of the running epoch that it admitted, of {@code decided} that do not wait any more
     */
    void succeeded(Duration took, long admitted, long decided);

    /** It could not begin, since something else is not ready yet: not a fault of the round. */
    void postponed(String reason);

    /** It is not committed; the next one sees the same contributions. */
    void failed(String reason);
}
