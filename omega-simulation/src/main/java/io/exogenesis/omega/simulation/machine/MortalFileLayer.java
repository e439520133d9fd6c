package io.exogenesis.omega.simulation.machine;

import io.exogenesis.omega.journal.FileLayer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Files of a machine that may die before, in the middle of, or right behind each change. */
final class MortalFileLayer implements FileLayer {
    private final Machine machine;
    private final FileLayer disk;

    MortalFileLayer(Machine machine, FileLayer disk) {
        this.machine = machine;
        this.disk = disk;
    }

    /** A change of the disk. */
    private interface Change {
        void run() throws IOException;
    }

    private void mortally(Change change) throws IOException {
        machine.step();
        change.run();
        machine.step();
    }

    @Override
    public List<String> list() throws IOException {
        machine.requireAlive();
        return disk.list();
    }

    @Override
    public File create(String name) throws IOException {
        machine.step();
        File file = new MortalFile(disk.create(name));
        machine.step();
        return file;
    }

    @Override
    public File open(String name) throws IOException {
        machine.requireAlive();
        return new MortalFile(disk.open(name));
    }

    @Override
    public void delete(String name) throws IOException {
        mortally(() -> disk.delete(name));
    }

    @Override
    public void replace(String name, String by) throws IOException {
        mortally(() -> disk.replace(name, by));
    }

    @Override
    public void syncDirectory() throws IOException {
        mortally(disk::syncDirectory);
    }

    @Override
    public String location() {
        return machine + "'s disk";
    }

    /** An open file. */
    private final class MortalFile implements File {
        private final File file;

        MortalFile(File file) {
            this.file = file;
        }

        @Override
        public void write(long position, ByteBuffer bytes) throws IOException {
            machine.step();
            if (machine.diesNext()) {
                // the kernel had taken a part when the process died
                bytes.limit(bytes.position() + bytes.remaining() / 2);
            }
            file.write(position, bytes);
            machine.step();
        }

        @Override
        public int read(long position, ByteBuffer bytes) throws IOException {
            machine.requireAlive();
            return file.read(position, bytes);
        }

        @Override
        public long size() throws IOException {
            machine.requireAlive();
            return file.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            mortally(() -> file.truncate(size));
        }

        @Override
        public void sync() throws IOException {
            mortally(file::sync);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
