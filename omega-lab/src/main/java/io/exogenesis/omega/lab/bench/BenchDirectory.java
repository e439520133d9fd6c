package io.exogenesis.omega.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory on the disk that is measured; deleted at the end. */
public final class BenchDirectory implements AutoCloseable {
    private final Path directory;

    /** @param parent an existing directory */
    public BenchDirectory(Path parent) {
        try {
            this.directory = Files.createTempDirectory(parent, "bench-");
        } catch (IOException e) {
            throw new BenchException("no directory in " + parent + ": " + e.getMessage(), e);
        }
    }

    public Path path() {
        return directory;
    }

    public Path resolve(String name) {
        return directory.resolve(name);
    }

    /** Bytes of all files below. */
    public static long size(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        } catch (IOException e) {
            throw new BenchException("the size of " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new BenchException(directory + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
