package io.exogenesis.omega.core.files;

import io.exogenesis.omega.core.CoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;

/** Reads and writes small files that only the owner may see (0600, directories 0700); a write is atomic and durable. */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /** Makes the directory if it is missing, private from its first moment; what it lies in is made by the rules of the system. */
    public static void directory(Path directory) {
        try {
            if (!isPosix(directory)) {
                Files.createDirectories(directory);
            } else {
                Path parent = directory.toAbsolutePath().getParent();
                if (parent != null && !Files.exists(directory)) {
                    Files.createDirectories(parent);
                    Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
                }
                Files.setPosixFilePermissions(directory, OWNER_DIRECTORY);
            }
        } catch (IOException e) {
            throw new CoreException("the directory " + directory + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** Under a temporary name, synced, renamed, and the rename synced. */
    public static void write(Path file, byte[] content) {
        Path parent = java.util.Objects.requireNonNull(file.toAbsolutePath().getParent());
        Path temporary = parent.resolve(file.getFileName() + ".tmp");
        try {
            Files.deleteIfExists(temporary);
            if (isPosix(parent)) {
                Files.createFile(temporary, PosixFilePermissions.asFileAttribute(OWNER));
            } else {
                Files.createFile(temporary);
            }
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(parent);
        } catch (IOException e) {
            throw new CoreException("the file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    public static void writeText(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public static void writePem(Path file, String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        writeText(file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }

    public static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CoreException("the file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    public static String readText(Path file) {
        return new String(read(file), StandardCharsets.UTF_8);
    }

    public static byte[] readPem(Path file) {
        String body = readText(file).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new CoreException("the file " + file + " is no PEM file", e);
        }
    }

    private static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
