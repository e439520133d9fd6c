package io.exogenesis.omega.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@link FileLayer} on a directory that cannot be written to: files are read whole when they are opened first,
 * what is written changes the copy, and all of it is forgotten with this object. A journal has some megabytes. Thread-safe.
 */
final class ReadOnlyFileLayer implements FileLayer {
    private final Path directory;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Bytes> held = new HashMap<>();
    private final Set<String> deleted = new TreeSet<>();

    /** A file's content. */
    private static final class Bytes {
        byte[] array;

        Bytes(byte[] array) {
            this.array = array;
        }
    }

    ReadOnlyFileLayer(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public List<String> list() throws IOException {
        Set<String> names = new TreeSet<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                names.addAll(files.filter(Files::isRegularFile)
                        .map(p -> String.valueOf(p.getFileName()))
                        .collect(Collectors.toSet()));
            }
        }
        lock.lock();
        try {
            names.removeAll(deleted);
            names.addAll(held.keySet());
            return List.copyOf(names);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public File create(String name) throws IOException {
        if (list().contains(name)) {
            throw new FileAlreadyExistsException(name);
        }
        return kept(name, new Bytes(new byte[0]));
    }

    @Override
    public File open(String name) throws IOException {
        lock.lock();
        try {
            Bytes bytes = held.get(name);
            if (bytes == null) {
                if (deleted.contains(name)) {
                    throw new NoSuchFileException(name);
                }
                bytes = new Bytes(Files.readAllBytes(directory.resolve(name)));
            }
            held.put(name, bytes);
            return new Copy(bytes);
        } finally {
            lock.unlock();
        }
    }

    private File kept(String name, Bytes bytes) {
        lock.lock();
        try {
            deleted.remove(name);
            held.put(name, bytes);
            return new Copy(bytes);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void delete(String name) {
        lock.lock();
        try {
            held.remove(name);
            deleted.add(name);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void replace(String name, String by) throws IOException {
        lock.lock();
        try (File file = open(by)) {
            held.put(name, ((Copy) file).bytes);
            deleted.remove(name);
            delete(by);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void syncDirectory() {
        // nothing here outlives the process
    }

    @Override
    public String location() {
        return directory.toString();
    }

    /** An open file. */
    private final class Copy implements File {
        private final Bytes bytes;

        Copy(Bytes bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(long position, ByteBuffer from) {
            lock.lock();
            try {
                int at = Math.toIntExact(position);
                int end = at + from.remaining();
                resize(Math.max(end, bytes.array.length));
                from.get(bytes.array, at, end - at);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int read(long position, ByteBuffer into) {
            lock.lock();
            try {
                int at = (int) Math.min(position, bytes.array.length);
                int length = Math.min(into.remaining(), bytes.array.length - at);
                into.put(bytes.array, at, length);
                return length;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public long size() {
            lock.lock();
            try {
                return bytes.array.length;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void truncate(long size) {
            lock.lock();
            try {
                resize((int) Math.min(size, bytes.array.length));
            } finally {
                lock.unlock();
            }
        }

        private void resize(int size) {
            if (size != bytes.array.length) {
                bytes.array = Arrays.copyOf(bytes.array, size);
            }
        }

        @Override
        public void sync() {
            // nothing here outlives the process
        }

        @Override
        public void close() {
            // holds nothing but memory
        }
    }
}
