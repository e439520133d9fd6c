package io.exogenesis.omega.lab.heal.subject;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.adapter.file.FileBlobStore;
import io.exogenesis.omega.core.admin.DataDisk;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.journal.FileLayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The disk of a data directory: real files, and a size that can be set. What the directory holds, all that anybody put there, counts;
 * a write of the journal or of a state that would go beyond the size fails as on a full disk. The database's own writes are not
 * stopped: it has its log allocated ahead.
 */
public final class Disk {
    private final Path data;
    private volatile long size = Long.MAX_VALUE;
    private final AtomicInteger tear = new AtomicInteger(-1);

    Disk(Path data) {
        this.data = data;
    }

    /** Bytes that the directory holds now; walks over some dozens of files. */
    public long used() {
        try (Stream<Path> files = Files.walk(data)) {
            return files.mapToLong(Disk::length).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // a file went while it was looked at: the next write asks again
        }
    }

    private static long length(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So large is the disk from now on. */
    public void size(long bytes) {
        size = bytes;
    }

    /** Bytes that may still be written. */
    public long free() {
        return size == Long.MAX_VALUE ? data.toFile().getUsableSpace() : Math.max(0, size - used());
    }

    /** The next write of the journal stops after so many bytes, and its file takes no more until it is opened again. */
    public void tearNextWrite(int afterBytes) {
        tear.set(afterBytes);
    }

    private void room(long bytes) throws IOException {
        if (size != Long.MAX_VALUE && free() < bytes) {
            throw new IOException("No space left on device");
        }
    }

    /** What tells the Core how much room there is. */
    DataDisk watched(CoreSettings settings, CoreMetrics metrics) {
        return new DataDisk(settings, metrics) {
            @Override
            public long free() {
                return Disk.this.free();
            }
        };
    }

    /** The journal's files. */
    FileLayer layer(Path directory) {
        return new Layer(FileLayer.directory(directory));
    }

    /** The states. */
    FileBlobStore blobs(Path directory) {
        return new FileBlobStore(directory) {
            @Override
            public void write(String name, byte[] content) {
                try {
                    room(content.length);
                } catch (IOException e) {
                    throw new CoreException(
                            "the file " + directory.resolve(name) + " cannot be written: " + e.getMessage(), e);
                }
                super.write(name, content);
            }
        };
    }

    /** Real files that need room. */
    private final class Layer implements FileLayer {
        private final FileLayer real;

        Layer(FileLayer real) {
            this.real = real;
        }

        @Override
        public List<String> list() throws IOException {
            return real.list();
        }

        @Override
        public File create(String name) throws IOException {
            return new Sized(real.create(name));
        }

        @Override
        public File open(String name) throws IOException {
            return new Sized(real.open(name));
        }

        @Override
        public void delete(String name) throws IOException {
            real.delete(name);
        }

        @Override
        public void replace(String name, String by) throws IOException {
            real.replace(name, by);
        }

        @Override
        public void syncDirectory() throws IOException {
            real.syncDirectory();
        }

        @Override
        public String location() {
            return real.location();
        }
    }

    private final class Sized implements FileLayer.File {
        private final FileLayer.File real;
        private volatile boolean torn;

        Sized(FileLayer.File real) {
            this.real = real;
        }

        @Override
        public void write(long position, ByteBuffer bytes) throws IOException {
            if (torn) {
                throw new IOException("Input/output error");
            }
            int tearAt = tear.getAndSet(-1);
            if (tearAt >= 0) {
                torn = true;
                real.write(position, bytes.slice(bytes.position(), Math.min(tearAt, bytes.remaining())));
                throw new IOException("Input/output error");
            }
            room(bytes.remaining());
            real.write(position, bytes);
        }

        @Override
        public int read(long position, ByteBuffer bytes) throws IOException {
            return real.read(position, bytes);
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public void truncate(long to) throws IOException {
            real.truncate(to);
        }

        @Override
        public void sync() throws IOException {
            real.sync();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
