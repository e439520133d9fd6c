package io.exogenesis.omega.core.adapter.jpa;

import java.util.Collections;
import java.util.Locale;

/**
 * Apache Derby, embedded. A deleted row stays in its page until the table is compressed. What was written stays in the
 * transaction log, whose files are deleted as a whole: so the log is made to begin a new file, and a checkpoint then deletes the
 * files before it.
 */
record DerbyDialect() implements Dialect {
    /** Bytes of one row of the filler. */
    private static final int ROW = 30_000;
    /** A log file has 1 MiB (derby.storage.logSwitchInterval): 1.2 MB reach into the next one. */
    private static final int ROWS = 40;

    @Override
    public String product() {
        return "Apache Derby";
    }

    @Override
    public String migrations() {
        return "classpath:db/migration/derby";
    }

    /** Each step is a transaction of its own, since the log of a transaction that is open cannot be deleted. */
    @Override
    public void scrub(UnitOfWork unit, String table) {
        String name = table.toUpperCase(Locale.ROOT);
        unit.call(em -> {
            Statements.call(em, "SYSCS_UTIL.SYSCS_INPLACE_COMPRESS_TABLE(CURRENT SCHEMA, '" + name + "', 1, 1, 1)");
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
