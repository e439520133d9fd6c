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
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Blobs as files of {@code DATA/state}: the content, then its CRC32C as a big-endian int. */
@Singleton
public class FileBlobStore implements BlobStore {
    /**
     * A file that has not changed is read again after this: a disk can lose bits without telling. States of some tens of MiB, four
     * files: a thousandth of what a disk reads.
     */
    private static final Duration READ_AGAIN = Duration.ofMinutes(10);

    private final Path directory;
    /** What was read and whole; as many as there are blobs. */
    private final Map<String, Whole> whole = new ConcurrentHashMap<>();

    /** How a file looked when it was read, and when that was by {@code System.nanoTime}. */
    private record Whole(long size, FileTime changed, Object file, long readAt) {
        boolean is(BasicFileAttributes now) {
            return size == now.size() && changed.equals(now.lastModifiedTime()) && file.equals(fileOf(now));
        }

        static Whole of(BasicFileAttributes a) {
            return new Whole(a.size(), a.lastModifiedTime(), fileOf(a), System.nanoTime());
        }

        private static Object fileOf(BasicFileAttributes a) {
            return String.valueOf(a.fileKey());
        }
    }

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
    public List<String> damaged(Collection<String> names) {
        return names.stream().filter(this::isDamaged).toList();
    }

    private boolean isDamaged(String name) {
        try {
            BasicFileAttributes now = Files.readAttributes(directory.resolve(name), BasicFileAttributes.class);
            Whole known = whole.get(name);
            if (known == null || !known.is(now) || System.nanoTime() - known.readAt() > READ_AGAIN.toNanos()) {
                whole.remove(name);
                read(name);
                whole.put(name, Whole.of(now));
            }
            return false;
        } catch (IOException | CoreException e) {
            return true;
        }
    }

    @Override
    public void retain(Set<String> names) {
        whole.keySet().retainAll(names);
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
