package io.exogenesis.omega.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Files and directories that only their owner can reach: mode 0600 and 0700, given at creation, so that there is no moment at which
 * the umask decides. Where the file system knows no modes they are made as usual.
 */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private static final Optional<String> USER = ProcessHandle.current().info().user();

    /** What Linux and macOS say. */
    private static final String READ_ONLY = "Read-only file system";

    /** What a file system or a desktop puts into a directory that nobody has used yet. */
    private static final Set<String> NOBODYS = Set.of("lost+found", ".DS_Store");

    private PrivateFiles() {}

    /**
     * Refuses a directory that serves another purpose, before anything about it is changed. One that is missing or empty passes, and
     * one that cannot be listed is left to whoever uses it.
     *
     * @param own whether something in the directory is the caller's; one such thing is enough
     * @param either by its name, whether something may be the caller's or not, and tells nothing
     * @throws FileSystemException if there are files, none of them the caller's
     */
    public static void requireEmptyOrOwn(Path directory, Predicate<Path> own, Predicate<String> either)
            throws IOException {
        if (!Files.isDirectory(directory) || !Files.isReadable(directory)) {
            return;
        }
        boolean foreign = false;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (own.test(file)) {
                    return;
                }
                String name = String.valueOf(file.getFileName());
                foreign |= !NOBODYS.contains(name) && !either.test(name);
            }
        }
        if (foreign) {
            throw new FileSystemException(
                    directory.toString(), null, "it holds other files: name a directory that is new or empty");
        }
    }

    /** Makes a directory and those of its parents that are missing, all with mode 0700; one that is there stays as it is. */
    public static void createDirectories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            try {
                Files.createDirectories(directory, attributes(directory, DIRECTORY));
            } catch (FileAlreadyExistsException e) {
                // the system's own message names the file alone
                throw new FileSystemException(e.getFile(), null, "there is a file of this name");
            }
        }
    }

    /**
     * The same, and one that is there is closed to others; files in it stay as they are. On a read-only file system all does.
     *
     * @throws AccessDeniedException if others can reach it and it belongs to another user, or it is a symbolic link to a directory
     *     of another user
     */
    public static void closedDirectory(Path directory) throws IOException {
        createDirectories(directory);
        if (isPosix(directory)) {
            close(directory, DIRECTORY);
        }
    }

    /**
     * The same, together with files directly in it.
     *
     * @param own by its name, whether a file is the caller's: a host may keep others in the same directory
     */
    public static void closedDirectory(Path directory, Predicate<String> own) throws IOException {
        closedDirectory(directory);
        try (Stream<Path> files = Files.list(directory)) {
            // some ten segments or models
            for (Path file : (Iterable<Path>) files::iterator) {
                if (own.test(String.valueOf(file.getFileName()))) {
                    closeOwnFile(file);
                }
            }
        }
    }

    /** Closes a file to others if it is there and belongs to this user. */
    static void closeOwnFile(Path file) throws IOException {
        try {
            if (isPosix(file)
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && ours(Files.readAttributes(file, PosixFileAttributes.class))) {
                close(file, FILE);
            }
        } catch (NoSuchFileException e) {
            // another process, which shares the directory, has renamed or deleted it
        }
    }

    /** Opens a file, which gets mode 0600 if this makes it; a symbolic link is not followed. */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(List.of(options));
        if (isPosix(file)) {
            all.add(LinkOption.NOFOLLOW_LINKS);
        }
        try {
            return FileChannel.open(file, all, attributes(file, FILE));
        } catch (IOException e) {
            // the system's own message names neither the file nor the matter
            throw Files.isSymbolicLink(file)
                    ? new FileSystemException(file.toString(), null, "it is a symbolic link, which is not followed")
                    : e;
        }
    }

    /** Makes a new file with mode 0600 to write to. */
    public static OutputStream create(Path file) throws IOException {
        return Channels.newOutputStream(open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    private static void close(Path path, Set<PosixFilePermission> most) throws IOException {
        PosixFileAttributes found = Files.readAttributes(path, PosixFileAttributes.class);
        boolean reachable = !most.containsAll(found.permissions());
        if (!ours(found) && (reachable || Files.isSymbolicLink(path))) {
            throw new AccessDeniedException(
                    path.toString(),
                    null,
                    "it belongs to " + found.owner().getName()
                            + ", and others can reach it: name a directory of your own, for instance a new one");
        }
        if (reachable) {
            Set<PosixFilePermission> less = EnumSet.copyOf(most);
            less.retainAll(found.permissions());
            try {
                Files.setPosixFilePermissions(path, less);
            } catch (ReadOnlyFileSystemException e) {
                return; // nobody can change anything here
            } catch (FileSystemException e) {
                if (!READ_ONLY.equalsIgnoreCase(e.getReason())) {
                    throw e;
                }
            }
        }
    }

    /* A user without a name, as in some containers, finds out by the attempt to change the mode. */
    private static boolean ours(PosixFileAttributes attributes) {
        return USER.map(attributes.owner().getName()::equals).orElse(true);
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
