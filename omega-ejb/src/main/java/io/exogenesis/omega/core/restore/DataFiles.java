package io.exogenesis.omega.core.restore;

import io.exogenesis.omega.core.CoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Places in the data directory, and the directories of a backup that have the same names. */
public final class DataFiles {
    /** A backup that is being written; garbage at any other time. */
    public static final String BACKUP = "backup.part";

    public static final String KEYS = "keys";
    public static final String STATE = "state";
    public static final String JOURNAL = "journal";
    public static final String TABLES = "tables";

    private DataFiles() {}

    /** Nothing happens if it is not there. */
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CoreException("the file " + file + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
