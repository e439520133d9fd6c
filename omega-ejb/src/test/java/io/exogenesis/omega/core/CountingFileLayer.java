package io.exogenesis.omega.core;

import io.exogenesis.omega.journal.FileLayer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes that are read and written: work, where a test must not measure time. */
public final class CountingFileLayer implements FileLayer {
    private final FileLayer disk;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong written = new AtomicLong();

    public CountingFileLayer(FileLayer disk) {
        this.disk = disk;
    }

    public long read() {
        return read.get();
    }

    public long written() {
        return written.get();
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public File create(String name) throws IOException {
        return new Counted(disk.create(name));
    }

    @Override
    public File open(String name) throws IOException {
        return new Counted(disk.open(name));
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public void replace(String name, String by) throws IOException {
        disk.replace(name, by);
    }

    @Override
    public void syncDirectory() throws IOException {
        disk.syncDirectory();
    }

    @Override
    public String location() {
        return disk.location();
    }

    private final class Counted implements File {
        private final File file;

        Counted(File file) {
            this.file = file;
        }

        @Override
        public void write(long position, ByteBuffer bytes) throws IOException {
            written.addAndGet(bytes.remaining());
            file.write(position, bytes);
        }

        @Override
        public int read(long position, ByteBuffer bytes) throws IOException {
            int n = file.read(position, bytes);
            read.addAndGet(n);
            return n;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void sync() throws IOException {
            file.sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
