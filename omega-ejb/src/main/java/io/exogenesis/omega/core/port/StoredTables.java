package io.exogenesis.omega.core.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** All rows of the database, in a form that does not tell which database it is. */
public interface StoredTables {

    /**
     * Writes all tables as they are at one moment. Commits of others wait meanwhile, or are not in it.
     *
     * @throws StoreUnavailableException if the database does not work now
     */
    void copy(Target target) throws IOException;

    /**
     * Puts rows into tables that have none, all of them or none.
     *
     * @param head of the bank that comes
     * @param again whether an earlier load from the same place may have been committed: nothing is done if the database has this
     *     head. Without it, rows with the same head are those of the Core that the backup is of
     * @throws io.exogenesis.omega.core.CoreException with one line, if the database holds something else, or the rows do not fit
     */
    void load(Head head, boolean again, Rows rows) throws IOException;

    /** What tells one bank from another, and one state of it from the others. */
    record Head(String bankId, long version, long round, long consumed, String checkpoint) {}

    /** Takes the tables one after the other. */
    @FunctionalInterface
    interface Target {
        void table(String name, Content content) throws IOException;
    }

    /** Writes the rows of one table. */
    @FunctionalInterface
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Gives the tables one after the other, and returns when all are given. */
    @FunctionalInterface
    interface Rows {
        void into(Loader loader) throws IOException;
    }

    /** Takes the rows of one table, as they were written. */
    @FunctionalInterface
    interface Loader {
        void table(String name, InputStream content) throws IOException;
    }
}
