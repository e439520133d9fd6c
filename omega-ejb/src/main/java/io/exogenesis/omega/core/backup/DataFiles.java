package io.exogenesis.omega.core.backup;

import io.exogenesis.omega.core.CoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Places in the data directory, and the directories of a backup that have the same names. */
final class DataFiles {
    /** A backup that is being written; garbage at any other time. */
    static final String BACKUP = "backup.part";

    static final String KEYS = "keys";
    static final String STATE = "state";
    static final String JOURNAL = "journal";
    static final String TABLES = "tables";

    private DataFiles() {}

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CoreException("the file " + file + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
