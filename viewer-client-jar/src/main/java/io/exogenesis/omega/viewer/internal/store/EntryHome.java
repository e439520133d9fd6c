package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.vector.index.VectorArchive;
import io.exogenesis.omega.vector.index.VectorIndexCorruptException;
import io.exogenesis.omega.vector.index.VectorIndexException;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where entries rest between checkpoints: in an archive beside the journal, or in the journal's own snapshot. */
final class EntryHome {
    private static final System.Logger LOG = System.getLogger(EntryHome.class.getName());

    /** Of an entry without its vector as most are. */
    private static final int BYTES = 256;

    private static final String DAMAGED = ".damaged-";

    private final @Nullable VectorArchive archive;
    private final Consumer<@Nullable Path> syncDirectory;
    private boolean directoryDurable;

    private EntryHome(@Nullable VectorArchive archive, Consumer<@Nullable Path> syncDirectory) {
        this.archive = archive;
        this.syncDirectory = syncDirectory;
    }

    static EntryHome archive(Path directory) {
        return archive(new VectorArchive(directory), PrivateDirectory::sync);
    }

    /** @param syncDirectory makes durable which directories are in one. Visible for tests of power loss. */
    static EntryHome archive(VectorArchive archive, Consumer<@Nullable Path> syncDirectory) {
        return new EntryHome(archive, syncDirectory);
    }

    static EntryHome journal() {
        return new EntryHome(null, directory -> {});
    }

    boolean inJournal() {
        return archive == null;
    }

    /**
     * Loads what rests there.
     *
     * @return the journal position that it reaches to
     * @throws ViewerException if a newer version wrote it
     */
    long load(EntryTable into) {
        if (archive == null) {
            return 0;
        }
        Path directory = archive.directory();
        try {
            VectorArchive.Content content = archive.read();
            for (VectorArchive.Entry entry : content.entries()) {
                into.load(EntrySchema.ENTRY.decode(entry.payload(), "an entry of the memory"), entry.embedding());
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
        Path directory = required().directory();
        String where = nothing && Files.isDirectory(directory)
                ? "what is left of it was moved to " + moved(directory).getFileName()
                : "what is there is older than the journal";
        LOG.log(
                Level.WARNING,
                "what the host stored before the last checkpoint is missing in {0} ({1}): import an export of it",
                directory,
                where);
    }

    private VectorArchive required() {
        return Optional.ofNullable(archive).orElseThrow();
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
        return archive != null && Files.isDirectory(archive.directory());
    }

    /** Deletes the archives that were set aside. */
    void removeDamaged() {
        if (archive != null) {
            Path directory = archive.directory();
            for (int n = 1; ; n++) {
                Path aside = directory.resolveSibling(directory.getFileName() + DAMAGED + n);
                if (!Files.isDirectory(aside)) {
                    return;
                }
                PrivateDirectory.remove(aside);
            }
        }
    }

    /** Writes changes; false, with a line in the log, if the disk does not take them. */
    boolean write(EntryTable.Changes changes, long border) {
        Path directory = required().directory();
        try {
            List<VectorArchive.Entry> entries = changes.stored().stream()
                    .map(s -> new VectorArchive.Entry(
                            s.entry().id(), s.embedding(), EntrySchema.ENTRY.encode(s.entry(), BYTES)))
                    .toList();
            if (!entries.isEmpty() || !changes.removed().isEmpty() || Files.isDirectory(directory)) {
                if (changes.anew()) {
                    required().writeAnew(entries, Long.toString(border));
                } else {
                    required().write(entries, changes.removed(), Long.toString(border));
                }
                if (!directoryDurable) {
                    // even if it was there before: who made it may have been killed in front of this line
                    syncDirectory.accept(directory.toAbsolutePath().getParent());
                    directoryDurable = true;
                }
            }
            return true;
        } catch (VectorIndexException | UncheckedIOException e) {
            LOG.log(
                    Level.WARNING,
                    "the memory in {0} cannot be written ({1}); nothing is lost, the journal keeps it",
                    directory,
                    e.getMessage());
            return false;
        }
    }
}
