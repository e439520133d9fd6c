package io.exogenesis.omega.simulation;

import io.exogenesis.omega.journal.FileLayer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A disk that says that it has synced, and has not. */
final class LyingFileLayer implements FileLayer {
    private final FileLayer disk;
    private final boolean files;

    private LyingFileLayer(FileLayer disk, boolean files) {
        this.disk = disk;
        this.files = files;
    }

    static FileLayer withoutSyncOfFiles(FileLayer disk) {
        return new LyingFileLayer(disk, true);
    }

    static FileLayer withoutSyncOfDirectory(FileLayer disk) {
        return new LyingFileLayer(disk, false);
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public File create(String name) throws IOException {
        return new Lying(disk.create(name));
    }

    @Override
    public File open(String name) throws IOException {
        return new Lying(disk.open(name));
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
        if (files) {
            disk.syncDirectory();
        }
    }

    @Override
    public String location() {
        return disk.location();
    }

    /** An open file. */
    private final class Lying implements File {
        private final File file;

        Lying(File file) {
            this.file = file;
        }

        @Override
        public void write(long position, ByteBuffer bytes) throws IOException {
            file.write(position, bytes);
        }

        @Override
        public int read(long position, ByteBuffer bytes) throws IOException {
            return file.read(position, bytes);
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
            if (!files) {
                file.sync();
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
