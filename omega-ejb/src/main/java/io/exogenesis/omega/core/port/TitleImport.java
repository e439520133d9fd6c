package io.exogenesis.omega.core.port;

import java.time.Instant;
import java.util.Optional;

/**
 * An import of titles that changed something.
 *
 * @param action in the log, whose place is the import's number; its time, operator and note are the import's
 * @param sha256 of the body as it came, 64 hex digits
 * @param version of the titles that it made, 0 before it is stored
 * @param rolledBack when it was, if it was
 */
public record TitleImport(
        OperatorAction action,
        ImportMode mode,
        String sha256,
        long version,
        Counts counts,
        Optional<Instant> rolledBack) {

    /**
     * Titles by what became of them.
     *
     * @param changed known ones with other texts
     * @param unchanged named by the import as they were
     */
    public record Counts(int added, int changed, int withdrawn, int unchanged) {
        public boolean nothing() {
            return added + changed + withdrawn == 0;
        }
    }

    public long number() {
        return action.id();
    }

    /** As it is stored. */
    public TitleImport stored(OperatorAction logged, long made) {
        return new TitleImport(logged, mode, sha256, made, counts, rolledBack);
    }
}
