package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.lab.bench.BenchException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the disk can do at best: the limit of everything that must be durable. */
final class DiskSpeed {
    private static final int SYNCS = 500;
    private static final int CHUNK = 4 << 20;
    private static final int CHUNKS = 16;

    private DiskSpeed() {}

    /** Appends of {@code bytes} with an fsync each, a second. */
    static double syncsPerSecond(Path directory, int bytes) {
        return rate(directory.resolve("syncs"), SYNCS, bytes);
    }

    /** Bytes a second in writes of 4 MiB with an fsync each. */
    static double bytesPerSecond(Path directory) {
        return rate(directory.resolve("chunks"), CHUNKS, CHUNK) * CHUNK;
    }

    private static double rate(Path file, int times, int bytes) {
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
            write(out, buffer); // the first one makes the file
            long begun = System.nanoTime();
            for (int n = 0; n < times; n++) {
                write(out, buffer);
            }
            return times / ((System.nanoTime() - begun) / 1e9);
        } catch (IOException e) {
            throw new BenchException("the disk cannot be measured: " + e.getMessage(), e);
        }
    }

    private static void write(FileChannel out, ByteBuffer buffer) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
        out.force(false);
    }
}
