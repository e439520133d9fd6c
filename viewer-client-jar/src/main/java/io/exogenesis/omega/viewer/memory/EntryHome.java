package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.vector.VectorArchive;
import io.exogenesis.omega.vector.VectorIndexCorruptException;
import io.exogenesis.omega.vector.VectorIndexException;
import io.exogenesis.omega.viewer.ViewerException;
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

    private static final String DAMAGED = ".damaged-";

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
        LOG.log(
                Level.WARNING,
                "the memory in {0} is damaged ({1}); it was moved to {2}. Events, patterns and consents are safe in the journal;"
                        + " what the host stored before the last checkpoint is missing: import an export of it",
                directory,
                damage.getCause(),
                moved(directory).getFileName());
    }

    private static Path moved(Path directory) {
        Path aside = aside(directory);
        PrivateDirectory.rename(directory, aside);
        return aside;
    }

    /**
     * The journal says that there should be more than was loaded: whatever lies there is moved away before a writer takes it
     * for the leftovers of a crash, and the log says what is missing.
     *
     * @param nothing whether nothing was loaded
     */
    void incomplete(boolean nothing) {
        Path archive = Optional.ofNullable(directory).orElseThrow();
        String where = nothing && Files.isDirectory(archive)
                ? "what is left of it was moved to " + moved(archive).getFileName()
                : "what is there is older than the journal";
        LOG.log(
                Level.WARNING,
                "what the host stored before the last checkpoint is missing in {0} ({1}): import an export of it",
                archive,
                where);
    }

    /** Archives that were set aside before the memory was encrypted are not: their owner may still want to read them. */
    static void warnOfPlain(Path directory) {
        if (Files.isDirectory(directory.resolveSibling(directory.getFileName() + DAMAGED + 1))) {
            LOG.log(
                    Level.WARNING,
                    "beside the encrypted memory lie damaged archives that are not encrypted ({0}{1}…): delete them when nobody needs"
                            + " them any more",
                    directory,
                    DAMAGED);
        }
    }

    private static Path aside(Path directory) {
        for (int n = 1; ; n++) {
            Path aside = directory.resolveSibling(directory.getFileName() + DAMAGED + n);
            if (!Files.exists(aside)) {
                return aside;
            }
        }
    }

    /** Whether there is an archive. */
    boolean exists() {
        return directory != null && Files.isDirectory(directory);
    }

    /** Writes changes; false, with a line in the log, if the disk does not take them. */
    boolean write(EntryTable.Changes changes, long border) {
        Path archive = Optional.ofNullable(directory).orElseThrow();
        try {
            List<VectorArchive.Entry> entries = changes.stored().stream()
                    .map(s -> new VectorArchive.Entry(s.entry().id(), s.embedding(), EntryCodec.encode(s.entry())))
                    .toList();
            if (!entries.isEmpty() || !changes.removed().isEmpty() || Files.isDirectory(archive)) {
                boolean fresh = !Files.isDirectory(archive);
                new VectorArchive(archive).write(entries, changes.removed(), Long.toString(border));
                if (fresh) {
                    PrivateDirectory.sync(archive.toAbsolutePath().getParent());
                }
            }
            return true;
        } catch (VectorIndexException | UncheckedIOException e) {
            LOG.log(
                    Level.WARNING,
                    "the memory in {0} cannot be written ({1}); nothing is lost, the journal keeps it",
                    archive,
                    e.getMessage());
            return false;
        }
    }
}
