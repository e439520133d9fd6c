package io.exogenesis.omega.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A directory cannot be locked because its file system is mounted read-only: nobody writes to it through this mount. */
public final class ReadOnlyDirectoryException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    ReadOnlyDirectoryException(Path directory, String what, IOException cause) {
        super(
                what + " " + directory
                        + " is on a read-only file system: mount it for writing, or choose another directory",
                cause);
    }
}
