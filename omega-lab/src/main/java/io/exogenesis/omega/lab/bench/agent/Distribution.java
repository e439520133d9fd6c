package io.exogenesis.omega.lab.bench.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The viewer's distribution as it was packaged.
 *
 * @param home the directory that holds {@code bin}, {@code lib}, {@code native} and {@code model}
 */
public record Distribution(Path home) {
    private static final String NAME = "omega-viewer-";
    private static final String ARCHIVE = ".tar.gz";

    /** What {@code ./omega package} or the build's integration tests left, empty if it was not run. */
    public static Optional<Distribution> built(Path root) {
        Path target = root.resolve("viewer-dist/target");
        return list(target, NAME).stream()
                .filter(d -> Files.isExecutable(d.resolve("bin/omega-viewer")))
                .findFirst()
                .map(Distribution::new);
    }

    /** The script that starts the viewer. */
    public Path launcher() {
        return home.resolve("bin/omega-viewer");
    }

    /**
     * Bytes to download, model included: the smallest archive that lies beside the directory; empty if none was made.
     *
     * @param withRuntime of the archive that brings its own Java
     */
    public OptionalLong downloadBytes(boolean withRuntime) {
        Path parent = home.toAbsolutePath().getParent();
        return parent == null
                ? OptionalLong.empty()
                : list(parent, home.getFileName() + "-").stream()
                        .filter(f -> f.toString().endsWith(ARCHIVE))
                        .filter(f -> f.toString().endsWith("-runtime" + ARCHIVE) == withRuntime)
                        .mapToLong(Distribution::size)
                        .min();
    }

    private static List<Path> list(Path directory, String prefix) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be listed", e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be looked at", e);
        }
    }
}
