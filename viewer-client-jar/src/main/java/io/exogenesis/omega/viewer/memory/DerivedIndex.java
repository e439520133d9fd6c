package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.vector.VectorIndex;
import io.exogenesis.omega.vector.VectorIndexCorruptException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Opens an index that can be built again: a damaged one is thrown away, and the log says so. */
final class DerivedIndex {
    private static final System.Logger LOG = System.getLogger(DerivedIndex.class.getName());

    private DerivedIndex() {}

    static VectorIndex open(Path directory) {
        try {
            return VectorIndex.open(directory);
        } catch (VectorIndexCorruptException e) {
            LOG.log(Level.WARNING, "the index in {0} is damaged ({1}); it is built again", directory, e.getMessage());
            empty(directory);
            return VectorIndex.open(directory);
        }
    }

    private static void empty(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the index in " + directory + " cannot be emptied: " + e, e);
        }
    }
}
