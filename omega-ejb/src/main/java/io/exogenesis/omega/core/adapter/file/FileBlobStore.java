package io.exogenesis.omega.core.adapter.file;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.files.PrivateFiles;
import io.exogenesis.omega.core.port.BlobStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Blobs as files of {@code DATA/state}: the content, then its CRC32C as a big-endian int. */
@Singleton
public class FileBlobStore implements BlobStore {
    private final Path directory;

    @Inject
    public FileBlobStore(CoreSettings settings) {
        this(settings.server().data().resolve("state"));
    }

    public FileBlobStore(Path directory) {
        this.directory = directory;
    }

    @Override
    public void write(String name, byte[] content) {
        PrivateFiles.directory(directory);
        byte[] bytes = Arrays.copyOf(content, content.length + Integer.BYTES);
        ByteBuffer.wrap(bytes).putInt(content.length, crc(content, content.length));
        PrivateFiles.write(directory.resolve(name), bytes);
    }

    @Override
    public byte[] read(String name) {
        Path file = directory.resolve(name);
        byte[] bytes = PrivateFiles.read(file);
        int length = bytes.length - Integer.BYTES;
        if (length < 0 || ByteBuffer.wrap(bytes).getInt(length) != crc(bytes, length)) {
            throw new CoreException("the file " + file + " is damaged");
        }
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public void retain(Set<String> names) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (!names.contains(String.valueOf(file.getFileName()))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new CoreException("old files in " + directory + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
