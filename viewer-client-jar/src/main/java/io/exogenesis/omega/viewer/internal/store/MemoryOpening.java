package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.journal.DirectoryLock;
import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.journal.ReadOnlyDirectoryException;
import io.exogenesis.omega.vector.index.VectorIndexException;
import io.exogenesis.omega.viewer.MemoryUnavailableException;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens a memory: takes its directory, reads archive and journal, and brings what an earlier time left into the form of now. */
final class MemoryOpening {
    private static final System.Logger LOG = System.getLogger(MemoryOpening.class.getName());

    private final MemorySettings settings;
    private final boolean sealed;

    MemoryOpening(MemorySettings settings) {
        this.settings = settings;
        this.sealed = settings.seal().isPresent();
    }

    /** In a directory; where nobody can write, without its lock, and what was not encrypted stays so. */
    AgentDb in(Path directory) {
        try {
            return locked(directory);
        } catch (UncheckedIOException | VectorIndexException e) {
            throw new ViewerException(String.valueOf(e.getMessage()), e);
        }
    }

    private AgentDb locked(Path directory) {
        PrivateDirectory.makeState(directory);
        Path memory = directory.resolve("memory");
        EntryHome archive = EntryHome.archive(memory);
        EntryHome home = sealed ? EntryHome.journal() : archive;
        DirectoryLock lock;
        try {
            lock = DirectoryLock.acquire(directory, "the state directory of viewer " + settings.viewer());
        } catch (ReadOnlyDirectoryException e) {
            LOG.log(Level.INFO, "{0}; its memory is read, and remembers nothing new", e.getMessage());
            return on(FileLayer.readOnly(directory.resolve("journal")), () -> {}, archive, home);
        }
        try {
            AgentDb db = on(FileLayer.directory(directory.resolve("journal")), lock::close, archive, home);
            PrivateDirectory.remove(directory.resolve("index")); // the first format had one, made of the journal
            if (sealed) {
                leavePlainFiles(db, memory);
            }
            return db;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Everything that was not encrypted, or as an earlier version did it, is written anew and then deleted. The archive gets another
     * name first, so that a crash in the middle leaves nothing that looks like a damaged archive; whatever bears that name goes at
     * the next opening.
     */
    private void leavePlainFiles(AgentDb db, Path archive) {
        Path leaving = archive.resolveSibling("memory.leaving");
        if (settings.seal().filter(log -> !log.isBound()).isPresent()) {
            db.compactNow();
        }
        PrivateDirectory.remove(leaving);
        if (Files.isDirectory(archive)) {
            PrivateDirectory.rename(archive, leaving);
            PrivateDirectory.remove(leaving);
        }
        EntryHome.warnOfPlain(archive);
    }

    /**
     * On any file layer.
     *
     * @param release of the directory, at the close of the memory
     * @param archive where entries may be that were not encrypted
     * @param home where entries rest from now on
     */
    AgentDb on(FileLayer layer, Runnable release, EntryHome archive, EntryHome home) {
        RecordLog log = new RecordLog(layer, settings.seal());
        try {
            // an archive beside an encrypted journal is what is left of the plain memory, or was put there without the
            // key
            EntryHome from = sealed && log.beginsSealed() ? EntryHome.journal() : archive;
            EntryTable entries = new EntryTable(settings.maxPatterns());
            long seen = from.load(entries);
            // of a journal that was replaced: its positions say nothing about this archive
            boolean foreign = seen > log.journal().end();
            if (foreign) {
                warnOfForeign(log, entries);
            }
            JournalFold fold = new JournalFold(settings, log.where(), entries, foreign ? 0 : seen);
            log.replay(fold::take);
            JournalFold.Folded found = fold.folded();
            if (found.archivedUpTo() > seen) {
                from.incomplete(seen == 0);
                found.state().entries().allChanged();
            }
            AgentDb db = new AgentDb(release, log, home, settings, found);
            if (!log.isReadOnly()) {
                if (found.version() < AgentSchema.VERSION) {
                    writeVersion(log, found.version());
                }
                if (foreign) {
                    db.compactNow(); // so that the archive bears a position of this journal
                }
                log.countOn(); // what was written before the host's counter was told counts from here on
            }
            return db;
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private static void warnOfForeign(RecordLog log, EntryTable entries) {
        LOG.log(
                Level.WARNING,
                "the memory in {0} was archived at a position that its journal does not reach: the journal is another one or an"
                        + " older copy. Its entries are taken as they are",
                log.where());
        entries.allChanged();
    }

    /* Of a memory that is there already the version may wait: a snapshot, the only place for what is new in it, names it, too. */
    private void writeVersion(RecordLog log, int found) {
        try {
            AgentRecord version = new AgentRecord.Format(AgentSchema.VERSION, settings.viewer());
            log.append(CommitQueue.Batch.of(List.of(version)).payloads());
        } catch (MemoryUnavailableException e) {
            if (found == 0) {
                throw e;
            }
            LOG.log(Level.WARNING, "{0}", e.getMessage());
        }
    }
}
