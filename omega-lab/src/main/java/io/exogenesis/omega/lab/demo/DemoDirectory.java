package io.exogenesis.omega.lab.demo;

import io.exogenesis.omega.ops.core.CoreDirectory;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The data directory of a demonstration: the Core's, with the agents' below {@code agents/}. Each demonstration starts anew, so
 * an earlier one's directory is emptied; a marker file says that it is one. Any other directory with something in it is refused.
 */
final class DemoDirectory {
    private static final String MARKER = "omega-demo";

    private DemoDirectory() {}

    static void prepare(Path directory) {
        try {
            if (Files.exists(directory) && !Files.isDirectory(directory)) {
                throw DemoException.usage(directory + " is not a directory: choose another with --data DIR");
            }
            if (Files.isDirectory(directory) && !isEmpty(directory)) {
                if (!Files.exists(directory.resolve(MARKER))) {
                    throw DemoException.usage(
                            directory + " holds something that is not of a demo: choose an empty --data DIR");
                }
                clear(directory);
            }
            new CoreDirectory(directory).make();
            Files.writeString(
                    directory.resolve(MARKER), "A demonstration's data: the next one empties this directory.\n");
        } catch (IOException e) {
            throw DemoException.failed("the data directory " + directory + " cannot be prepared: " + e.getMessage());
        }
    }

    static Path agent(Path directory, int number) {
        return directory.resolve("agents").resolve(Integer.toString(number));
    }

    static Path shared(Path directory) {
        return directory.resolve("agents").resolve("shared");
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.findAny().isEmpty();
        }
    }

    /** Deletes all below {@code directory}, the marker last: if it is interrupted, the next demonstration goes on with it. */
    private static void clear(Path directory) throws IOException {
        Path marker = directory.resolve(MARKER);
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(marker)) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                if (!visited.equals(directory)) {
                    Files.delete(visited);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Files.deleteIfExists(marker);
    }
}
