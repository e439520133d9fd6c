package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.QuicException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The private directory from which the native library reads key and certificate.
 *
 * <p>Quiche takes both as files, and Jetty reads them again for each connection, so they must lie on disk as long as the
 * listener lives. The directory is readable by its owner only and named {@code quic-key-<pid>-<start ms>-<n>}: the start
 * time tells a dead process from a living one that got its number (in a container everybody is number 1). Left-overs of
 * dead processes are swept when a listener starts.
 */
final class PemDirectory implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("quic-key-(\\d+)-(\\d+)-\\d+");
    private static final AtomicLong SEQUENCE = new AtomicLong();

    private final Path path;

    private PemDirectory(Path path) {
        this.path = path;
    }

    static PemDirectory create(Path parent) {
        ProcessHandle self = ProcessHandle.current();
        String name = "quic-key-" + self.pid() + "-" + startMillis(self) + "-" + SEQUENCE.incrementAndGet();
        try {
            Files.createDirectories(parent);
            sweep(parent);
            return new PemDirectory(Files.createDirectory(parent.resolve(name), ownerOnly()));
        } catch (IOException e) {
            throw new QuicException(
                    QuicException.Kind.SETUP, "no private directory for the QUIC key under " + parent + ": " + e, e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        NativeQuiche.deleteQuietly(path);
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, "quic-key-*")) {
            for (Path directory : left) {
                Matcher name = NAME.matcher(directory.getFileName().toString());
                if (name.matches() && !lives(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)))) {
                    NativeQuiche.deleteQuietly(directory);
                }
            }
        }
    }

    private static boolean lives(long pid, long startMillis) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startMillis(process) == startMillis)
                .isPresent();
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
