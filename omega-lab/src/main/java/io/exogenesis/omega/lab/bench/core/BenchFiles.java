package io.exogenesis.omega.lab.bench.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that goes when it is closed, with all that is in it; links are not followed. */
record BenchFiles(Path path) implements AutoCloseable {
    /** @param below an existing directory */
    static BenchFiles below(Path below) throws IOException {
        return new BenchFiles(Files.createTempDirectory(below, "core-"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
