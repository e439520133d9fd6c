package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.journal.DirectoryLock;
import io.exogenesis.omega.journal.PrivateFiles;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Directories that nobody but their owner may look into. */
public final class PrivateDirectory {
    private PrivateDirectory() {}

    /** A host makes it before the agent is opened, whatever else is in the directory. */
    private static final String MODELS = "models";

    /** What an agent keeps beside its lock. */
    private static final List<String> PARTS = List.of("journal", MODELS, "memory");

    /** What else tells an agent's directory: its lock, the index of the first format, and what the command line keeps there. */
    private static final Set<String> MARKS =
            Set.of(DirectoryLock.FILE, "index", "identity.json", "identity.json.part", "catalogue.sha256");

    /**
     * Makes the directory with mode 0700 where the file system knows modes; one that is there is closed to others.
     *
     * @throws ViewerException if the disk fails, or it belongs to another user, or it holds files and none is an agent's
     */
    public static void make(Path directory) {
        make(directory, Set.of());
    }

    /** The same; files of these names in it are closed to others, too. */
    public static void make(Path directory, Set<String> files) {
        try {
            PrivateFiles.requireEmptyOrOwn(directory, file -> isAgents(name(file)), MODELS::equals);
            PrivateFiles.closedDirectory(directory, files::contains);
        } catch (FileSystemException e) {
            throw new ViewerException(
                    "the directory " + directory + " cannot be used: "
                            + (e.getReason() == null ? e.toString() : e.getReason()),
                    e);
        } catch (IOException e) {
            throw new ViewerException("the directory " + directory + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean isAgents(String name) {
        return MARKS.contains(name) || isPart(name) && !name.equals(MODELS);
    }

    /* "memory." is what an archive is called that was set aside. */
    private static boolean isPart(String name) {
        return PARTS.contains(name) || name.startsWith("memory.");
    }

    /** Makes an agent's directory; what an earlier version left in it under the umask is closed to others. */
    static void makeState(Path directory) {
        make(directory);
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(Files::isDirectory).filter(f -> isPart(name(f))).forEach(PrivateDirectory::closeWithFiles);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + directory + " cannot be listed: " + e.getMessage(), e);
        }
    }

    private static void closeWithFiles(Path part) {
        try {
            PrivateFiles.closedDirectory(part, name -> true);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + part + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Deletes a directory of files that are made from others, and tolerates that it is not there. */
    static void remove(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + directory + " cannot be deleted: " + e, e);
        }
    }

    /** Gives a directory another name beside it. */
    static void rename(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + from + " cannot be renamed: " + e, e);
        }
    }

    /** Makes it durable that a new directory is in this one; nothing where directories cannot be opened (Windows). */
    static void sync(@Nullable Path directory) {
        if (directory == null
                || !FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + directory + " cannot be made durable: " + e, e);
        }
    }

    /** @param target may be missing, and its parents, too */
    private static boolean isInside(Path target, Path source) {
        Path there = target.toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            return there.toRealPath().startsWith(source.toRealPath());
        } catch (IOException e) {
            throw new ViewerException("the snapshot " + target + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Copies the named flat subdirectories, those that exist, into a new directory.
     *
     * @throws ViewerException if the target exists or lies inside the source, or the disk fails
     */
    static void copy(Path source, Path target, List<String> names) {
        if (Files.exists(target)) {
            throw new ViewerException("the directory " + target + " exists already: a snapshot goes into a new one");
        }
        if (isInside(target, source)) {
            throw new ViewerException("the directory " + target + " lies inside the state directory " + source
                    + ": a snapshot goes elsewhere");
        }
        make(target);
        try {
            for (String name : names) {
                Path from = source.resolve(name);
                if (!Files.isDirectory(from)) {
                    continue;
                }
                make(target.resolve(name));
                try (Stream<Path> files = Files.list(from)) {
                    for (Path file : files.toList()) {
                        try (OutputStream out =
                                PrivateFiles.create(target.resolve(name).resolve(name(file)))) {
                            Files.copy(file, out);
                        }
                    }
                }
            }
        } catch (IOException e) {
            names.forEach(name -> remove(target.resolve(name))); // half a copy is none
            remove(target);
            throw new ViewerException("the snapshot " + target + " cannot be written: " + e.getMessage(), e);
        }
    }
}
