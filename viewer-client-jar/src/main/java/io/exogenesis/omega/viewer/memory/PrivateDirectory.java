package io.exogenesis.omega.viewer.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Directories that nobody but their owner may look into. */
public final class PrivateDirectory {
    private PrivateDirectory() {}

    /** Makes the directory with mode 0700 where the file system knows modes; one that is there stays as it is. */
    public static void make(Path directory) {
        if (Files.isDirectory(directory)) {
            return;
        }
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + directory + " cannot be made: " + e, e);
        }
    }
}
