package io.exogenesis.omega.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One writer a directory. The lock is the operating system's, on the file {@value #FILE}, and ends with the process however
 * it ends; the process id in the file is for the message only. The file stays when the lock is released, since deleting it
 * would let two processes hold locks on two files of one name. The process that holds the lock must not open that file
 * otherwise, not even to read it: closing it again would release the lock.
 */
public final class DirectoryLock implements AutoCloseable {
    /** Name of the lock file. */
    public static final String FILE = "omega.lock";

    /** What Linux and macOS say. */
    private static final String READ_ONLY = "Read-only file system";

    // POSIX drops a process's lock on a file as soon as the process closes any descriptor of it. A second attempt
    // inside this
    // process must therefore be turned away before it opens the file.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Locks {@code directory}, which is made if it is missing.
     *
     * @param what the directory's role, to begin the message with: "the data directory", "the state directory of viewer v"
     * @throws DirectoryLockedException if it is locked, with the id of the process that holds it
     * @throws ReadOnlyDirectoryException if it is there and its file system is read-only
     * @throws UncheckedIOException if the directory cannot be made or written to
     */
    public static DirectoryLock acquire(Path directory, String what) {
        try {
            PrivateFiles.createDirectories(directory);
            Path real = directory.toRealPath();
            if (!HELD_HERE.add(real)) {
                throw new DirectoryLockedException(
                        directory, what, OptionalLong.of(ProcessHandle.current().pid()));
            }
            @Nullable FileChannel channel = null;
            try {
                channel = lockedChannel(real, what);
                return new DirectoryLock(real, channel);
            } finally {
                if (channel == null) {
                    HELD_HERE.remove(real);
                }
            }
        } catch (ReadOnlyFileSystemException e) {
            throw new ReadOnlyDirectoryException(directory, what, new IOException(e));
        } catch (IOException e) {
            if (Files.isDirectory(directory) && isReadOnly(directory, e)) {
                throw new ReadOnlyDirectoryException(directory, what, e);
            }
            throw new UncheckedIOException(what + " " + directory + " cannot be used: " + e, e);
        }
    }

    /* A missing right is another matter: whoever has it may be writing. The store of a bind mount is not always found. */
    private static boolean isReadOnly(Path directory, IOException e) {
        if (e instanceof AccessDeniedException) {
            return false;
        }
        if (e instanceof FileSystemException failed && READ_ONLY.equalsIgnoreCase(failed.getReason())) {
            return true;
        }
        try {
            return Files.getFileStore(directory).isReadOnly();
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Releases the lock. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock could not be released: " + e, e);
        } finally {
            HELD_HERE.remove(directory);
        }
    }

    private static FileChannel lockedChannel(Path directory, String what) throws IOException {
        Path file = directory.resolve(FILE);
        PrivateFiles.closeOwnFile(file);
        FileChannel channel =
                PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
            if (!locked) {
                throw new DirectoryLockedException(directory, what, pidIn(channel));
            }
            writePid(channel);
            return channel;
        } catch (OverlappingFileLockException e) {
            // held by this process through another class loader
            throw new DirectoryLockedException(
                    directory, what, OptionalLong.of(ProcessHandle.current().pid()));
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    /* The lock holds without it: on a full disk the message of whoever comes next names no process. */
    private static void writePid(FileChannel channel) {
        byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid), 0);
        } catch (IOException e) {
            System.getLogger(DirectoryLock.class.getName())
                    .log(System.Logger.Level.DEBUG, "the process id was not written: {0}", e.getMessage());
        }
    }

    private static OptionalLong pidIn(FileChannel channel) {
        try {
            ByteBuffer text = ByteBuffer.allocate(32);
            channel.read(text, 0);
            return OptionalLong.of(
                    Long.parseLong(new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty(); // locked, but the id is not written yet or not readable here
        }
    }
}
