package io.exogenesis.omega.core.admin;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.restore.DataFiles;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Files of the data directory that nobody needs any more and that may go when the disk is full: what a write left behind, dumps of a
 * process that ended, older files of logs. Never database, journal, states, keys, or a backup that waits to be put back.
 */
@Singleton
public class SpareFiles {
    /** Nobody writes to a temporary file for so long: the largest is some tens of MiB. */
    private static final Duration LEFT_BEHIND = Duration.ofMinutes(10);
    /** Of one directory; more than any of them has in years. */
    private static final int MOST = 10_000;

    /** In the order in which they go: what may still explain something goes last. */
    private enum Kind {
        TEMPORARY("{*.tmp," + DataFiles.BACKUP + "}", List.of("", DataFiles.STATE)),
        DUMP("{*.hprof,core,core.[0-9]*,core.*.dmp,heapdump.*,javacore.*}", List.of("", "wlp/omega")),
        SERVER_LOG("{messages_*.log,trace_*.log}", List.of("wlp/omega/logs")),
        OWN_LOG("{console.1.log,console.previous*.log}", List.of("logs")),
        CRASH_REPORT("{hs_err_pid*.log,replay_pid*.log}", List.of("", "wlp/omega"));

        private final String names;
        private final List<String> directories;

        Kind(String names, List<String> directories) {
            this.names = names;
            this.directories = directories;
        }
    }

    private record Spare(Path file, long bytes, Instant changed) {}

    private final Path data;

    @Inject
    public SpareFiles(CoreSettings settings) {
        this(settings.server().data());
    }

    public SpareFiles(Path data) {
        this.data = data;
    }

    /**
     * Deletes them, one after the other, the oldest of a kind first.
     *
     * @param enough asked before each
     * @return bytes of the files that were deleted
     */
    public long free(BooleanSupplier enough) {
        long freed = 0;
        for (Kind kind : Kind.values()) {
            for (Spare spare : spare(kind)) {
                if (enough.getAsBoolean()) {
                    return freed;
                }
                DataFiles.delete(spare.file());
                freed += spare.bytes();
            }
        }
        return freed;
    }

    private List<Spare> spare(Kind kind) {
        List<Spare> all = new ArrayList<>();
        for (String directory : kind.directories) {
            add(data.resolve(directory), kind, all);
        }
        all.sort(Comparator.comparing(Spare::changed));
        return all;
    }

    private static void add(Path directory, Kind kind, List<Spare> to) {
        // By the machine's own clock, as the files' times are.
        Instant border = kind == Kind.TEMPORARY ? Instant.now().minus(LEFT_BEHIND) : Instant.MAX;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, kind.names)) {
            for (Path file : files) {
                BasicFileAttributes is =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                Instant changed = is.lastModifiedTime().toInstant();
                if (is.isRegularFile() && changed.isBefore(border) && to.size() < MOST) {
                    to.add(new Spare(file, is.size(), changed));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // a Core that was started in another way has its logs elsewhere
        } catch (IOException e) {
            throw new CoreException("the directory " + directory + " cannot be listed: " + e.getMessage(), e);
        }
    }
}
