package io.exogenesis.omega.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** {@link FileLayer} on a directory of the file system, which is its owner's alone. */
final class DirectoryFileLayer implements FileLayer {
    // The channel copies a heap buffer to a native one of the same size and keeps it for the thread: small slices keep
    // it small.
    private static final int SLICE = 256 * 1024;

    private final Path directory;

    private DirectoryFileLayer(Path directory) {
        this.directory = directory;
    }

    static DirectoryFileLayer open(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath();
        Path existing = absolute;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        PrivateFiles.closedDirectory(
                absolute, name -> SegmentFormat.baseOf(name).isPresent() || SegmentFormat.isDraft(name));
        // Each new directory is an entry of its parent, and durable when the parent is.
        for (Path p = absolute; existing != null && p != null && !p.equals(existing); p = p.getParent()) {
            Path parent = p.getParent();
            if (parent != null) {
                sync(parent);
            }
        }
        return new DirectoryFileLayer(absolute);
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(p -> String.valueOf(p.getFileName()))
                    .toList();
        }
    }

    @Override
    public File create(String name) throws IOException {
        return channel(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public File open(String name) throws IOException {
        return channel(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    @Override
    public void replace(String name, String by) throws IOException {
        Files.move(directory.resolve(by), directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void syncDirectory() throws IOException {
        sync(directory);
    }

    @Override
    public String location() {
        return directory.toString();
    }

    private File channel(String name, OpenOption... options) throws IOException {
        return new ChannelFile(PrivateFiles.open(directory.resolve(name), options));
    }

    private static void sync(Path directory) throws IOException {
        // Windows cannot open a directory; its file systems journal the entries themselves.
        if (java.io.File.separatorChar == '\\') {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** One open channel. */
    private record ChannelFile(FileChannel channel) implements File {
        @Override
        public void write(long position, ByteBuffer bytes) throws IOException {
            int end = bytes.limit();
            long at = position;
            while (bytes.position() < end) {
                bytes.limit(Math.min(end, bytes.position() + SLICE));
                at += channel.write(bytes, at);
                bytes.limit(end);
            }
        }

        @Override
        public int read(long position, ByteBuffer bytes) throws IOException {
            int end = bytes.limit();
            int total = 0;
            while (bytes.position() < end) {
                bytes.limit(Math.min(end, bytes.position() + SLICE));
                int read = channel.read(bytes, position + total);
                bytes.limit(end);
                if (read < 0) {
                    break;
                }
                total += read;
            }
            return total;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void sync() throws IOException {
            // The size is made durable with the contents; times are not needed.
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
