package io.exogenesis.omega.core.files;

import static io.exogenesis.omega.journal.PrivateFiles.closedDirectory;
import static io.exogenesis.omega.journal.PrivateFiles.open;

import io.exogenesis.omega.core.CoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;

/** Reads and writes small files that only the owner may see (0600, directories 0700); a write is atomic and durable. */
public final class PrivateFiles {
    private PrivateFiles() {}

    /** Makes the directory if it is missing, private from its first moment; what it lies in is made by the rules of the system. */
    public static void directory(Path directory) {
        try {
            Path parent = directory.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            closedDirectory(directory);
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
            try (FileChannel channel = open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
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
}
