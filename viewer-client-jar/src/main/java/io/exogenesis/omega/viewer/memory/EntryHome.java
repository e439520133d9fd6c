package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.vector.VectorArchive;
import io.exogenesis.omega.vector.VectorIndexCorruptException;
import io.exogenesis.omega.vector.VectorIndexException;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where entries rest between checkpoints: in an archive beside the journal, or in the journal's own snapshot. */
final class EntryHome {
    private static final System.Logger LOG = System.getLogger(EntryHome.class.getName());

    private final @Nullable Path directory;

    private EntryHome(@Nullable Path directory) {
        this.directory = directory;
    }

    static EntryHome archive(Path directory) {
        return new EntryHome(directory);
    }

    static EntryHome journal() {
        return new EntryHome(null);
    }

    boolean inJournal() {
        return directory == null;
    }

    /**
     * Loads what rests there.
     *
     * @return the journal position that it reaches to
     * @throws ViewerException if a newer version wrote it
     */
    long load(EntryTable into) {
        if (directory == null) {
            return 0;
        }
        try {
            VectorArchive.Content content = new VectorArchive(directory).read();
            for (VectorArchive.Entry entry : content.entries()) {
                into.load(EntryCodec.decode(entry.payload()), entry.embedding());
            }
            return content.tag().map(Long::parseLong).orElse(0L);
        } catch (VectorIndexCorruptException e) {
            if (e.newer()) {
                throw new ViewerException(
                        "the memory in " + directory + " was written by a newer version: use that one", e);
            }
            setAside(directory, e);
            return 0;
        }
    }

    /** A damaged archive is kept for whoever can read it; the agent goes on with what its journal still has. */
    private static void setAside(Path directory, VectorIndexCorruptException damage) {
        Path aside = aside(directory);
        try {
            Files.move(directory, aside);
        } catch (IOException e) {
            throw new UncheckedIOException("the damaged memory in " + directory + " cannot be set aside: " + e, e);
        }
        LOG.log(
                Level.WARNING,
                "the memory in {0} is damaged ({1}); it was moved to {2}. Events, patterns and consents are safe in the journal;"
                        + " what the host stored before the last checkpoint is missing: import an export of it",
                directory,
                damage.getCause(),
                aside.getFileName());
    }

    private static Path aside(Path directory) {
        for (int n = 1; ; n++) {
            Path aside = directory.resolveSibling(directory.getFileName() + ".damaged-" + n);
            if (!Files.exists(aside)) {
                return aside;
            }
        }
    }

    /** Writes changes; false, with a line in the log, if the disk does not take them. */
    boolean write(EntryTable.Changes changes, long border) {
        Path archive = Optional.ofNullable(directory).orElseThrow();
        try {
            List<VectorArchive.Entry> entries = changes.stored().stream()
                    .map(s -> new VectorArchive.Entry(s.entry().id(), s.embedding(), EntryCodec.encode(s.entry())))
                    .toList();
            if (!entries.isEmpty() || !changes.removed().isEmpty() || Files.isDirectory(archive)) {
                new VectorArchive(archive).write(entries, changes.removed(), Long.toString(border));
            }
            return true;
        } catch (VectorIndexException e) {
            LOG.log(
                    Level.WARNING,
                    "the memory in {0} cannot be written ({1}); nothing is lost, the journal keeps it",
                    archive,
                    e.getMessage());
            return false;
        }
    }
}
