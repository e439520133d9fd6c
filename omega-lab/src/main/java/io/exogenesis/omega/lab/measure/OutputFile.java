package io.exogenesis.omega.lab.measure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** A file that will be written at the end of a long work. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * Why a file cannot be written, looked for before the work begins and without a trace on the disk; empty if nothing is in
     * the way now.
     */
    public static Optional<String> obstacle(Path file) {
        return obstacle(file, Files::isWritable);
    }

    /** @param writable whether this user may write a file or in a directory */
    static Optional<String> obstacle(Path file, Predicate<Path> writable) {
        Path parent = file.toAbsolutePath().getParent();
        String why = "";
        if (Files.isDirectory(file)) {
            why = "it is a directory";
        } else if (parent == null || !Files.isDirectory(parent)) {
            why = "there is no directory " + parent;
        } else if (Files.exists(file) && !writable.test(file)) {
            why = "there is no permission to write it";
        } else if (!Files.exists(file) && !writable.test(parent)) {
            why = "there is no permission to write in " + parent;
        }
        return why.isEmpty() ? Optional.empty() : Optional.of(file + " cannot be written: " + why);
    }
}
