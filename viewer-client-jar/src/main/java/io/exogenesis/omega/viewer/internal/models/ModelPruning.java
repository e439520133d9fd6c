package io.exogenesis.omega.viewer.internal.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Removes the files of {@link ModelFiles} that nobody needs. Age counts by the time of writing: the numbers are the Core's choice. */
final class ModelPruning {
    private static final System.Logger LOG = System.getLogger(ModelPruning.class.getName());
    /** Versions of one kind and bank that stay: the latest and what agents of other processes may still use. */
    private static final int KEPT = 3;

    /** Banks that stay although no agent of this process uses them: those of agents that are closed, or of other processes. */
    private static final int OTHER_BANKS = 3;

    /** All files together, but for the latest of the banks in use: a dozen of the largest that are taken. */
    private static final long MAX_BYTES = 3L << 30;

    /** A copy that is being written takes seconds; one that is older was left by a process that was killed. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path directory;

    ModelPruning(Path directory) {
        this.directory = directory;
    }

    /**
     * @param stay banks as they stand in names: those in use, and that of the file that was just written
     * @param files all there are, the latest first
     */
    void keepOnly(Set<String> stay, List<ModelFiles.Kept> files) {
        try {
            removeAbandoned();
            Map<String, Integer> versions = new HashMap<>();
            Set<String> others = new HashSet<>();
            long bytes = 0;
            for (ModelFiles.Kept kept : files) {
                boolean mine = stay.contains(kept.bank());
                int newer = versions.merge(kept.kind() + "-" + kept.bank(), 1, Integer::sum) - 1;
                if (!mine && others.size() < OTHER_BANKS) {
                    others.add(kept.bank());
                }
                bytes += kept.bytes();
                boolean needed = mine && newer == 0;
                boolean known = mine || others.contains(kept.bank());
                if (!needed && (!known || newer >= KEPT || bytes > MAX_BYTES)) {
                    Files.deleteIfExists(kept.file());
                    bytes -= kept.bytes();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "{0} cannot be tidied up: {1}", directory, e);
        }
    }

    private void removeAbandoned() throws IOException {
        FileTime recent = FileTime.from(Instant.now().minus(ABANDONED));
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    (Iterable<Path>) files.filter(f -> f.toString().endsWith(ModelFiles.SUFFIX + ".tmp"))::iterator) {
                if (Files.getLastModifiedTime(file).compareTo(recent) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException e) {
            LOG.log(Level.DEBUG, "{0} was removed by another process", e.getMessage());
        }
    }
}
