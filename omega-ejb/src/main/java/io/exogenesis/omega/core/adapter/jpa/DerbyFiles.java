package io.exogenesis.omega.core.adapter.jpa;

import java.util.Collections;

/**
 * Overwrites in Derby's files what rows leave behind. A deleted row stays in its page until the table is compressed. What was
 * written stays in the transaction log, whose files are deleted as a whole: so the log is made to begin a new file, and a
 * checkpoint then deletes the files before it.
 */
final class DerbyFiles {
    /** Bytes of one row of the filler. */
    private static final int ROW = 30_000;
    /** A log file has 1 MiB (derby.storage.logSwitchInterval): 1.2 MB reach into the next one. */
    private static final int ROWS = 40;

    private final UnitOfWork unit;

    DerbyFiles(UnitOfWork unit) {
        this.unit = unit;
    }

    /**
     * Each step is a transaction of its own, since the log of a transaction that is open cannot be deleted.
     *
     * @param table in capitals
     */
    void scrub(String table) {
        unit.call(em -> {
            Statements.call(em, "SYSCS_UTIL.SYSCS_INPLACE_COMPRESS_TABLE(CURRENT SCHEMA, '" + table + "', 1, 1, 1)");
            return true;
        });
        unit.call(em -> {
            byte[] filler = new byte[ROW];
            Statements.batch(
                    em,
                    "INSERT INTO log_filler (bytes) VALUES (?)",
                    Collections.nCopies(ROWS, filler),
                    (statement, bytes) -> statement.setBytes(1, bytes));
            em.createNativeQuery("DELETE FROM log_filler").executeUpdate();
            return true;
        });
        unit.call(em -> {
            Statements.call(em, "SYSCS_UTIL.SYSCS_CHECKPOINT_DATABASE()");
            return true;
        });
    }
}
