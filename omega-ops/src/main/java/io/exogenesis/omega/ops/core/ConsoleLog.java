package io.exogenesis.omega.ops.core;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a Core's process prints, within a bound: {@code console.log}, behind which {@code console.1.log} has what came before, and
 * the same two of the process before it.
 *
 * <p>The process writes into the file itself, through a descriptor that appends, and whoever launched it copies what is too much
 * and cuts the file to nothing. No pipe lies between the two: if the one that watches is stopped or killed, the Core neither waits
 * for it nor ends, and what it prints is still written. It is then bounded again when the next one takes the Core into care.
 *
 * @param file {@code console.log}
 */
record ConsoleLog(Path file) {
    /** Some 100,000 lines, and what a person can still open. */
    static final long MOST_BYTES = 10 << 20;
    /** A Core that prints as fast as hostile requests made one print (4 MB/s) is seen before it has printed half as much again. */
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** What cannot be copied, because the disk is full, goes uncopied at this many times the bound. */
    private static final int LAST_RESORT = 2;

    private Path older() {
        return file.resolveSibling("console.1.log");
    }

    /** What the process before the present one printed. */
    Path previous() {
        return file.resolveSibling("console.previous.log");
    }

    private Path previousOlder() {
        return file.resolveSibling("console.previous.1.log");
    }

    /** Makes way for the next process: what the last one printed is kept, what the one before printed goes. */
    void begin() throws IOException {
        if (Files.exists(file)) {
            Files.move(file, previous(), StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(previousOlder());
        }
        if (Files.exists(older())) {
            Files.move(older(), previousOlder(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Keeps the bound until the process has ended, in a thread that keeps no JVM alive. */
    void boundUntil(Future<?> end) {
        Thread.ofPlatform().daemon().name("console-log").start(() -> {
            boolean ended = false;
            while (!ended) {
                bound(MOST_BYTES);
                ended = over(end);
            }
            bound(MOST_BYTES);
        });
    }

    private static boolean over(Future<?> end) {
        try {
            end.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * Looks once. The process may print meanwhile: what it prints between the end of the copy and the cut is lost, some lines at
     * most.
     */
    void bound(long most) {
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (log.size() <= most) {
                return;
            }
            if (copied(log, most) || log.size() > LAST_RESORT * most) {
                log.truncate(0);
            }
        } catch (IOException e) {
            // No log yet, or none that may be cut: the next look may find it otherwise. It must not end who keeps the
            // Core.
        }
    }

    /** Copies the newest bytes; {@link #tail} does not look at the copy before the log is cut, so it need not be whole before. */
    private boolean copied(FileChannel log, long most) {
        try (FileChannel copy = FileChannel.open(
                older(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            long from = Math.max(0, log.size() - most);
            // bounded, should the process print as fast as it is copied
            long until = from + 2 * most;
            long moved = 1;
            for (long size = log.size(); moved > 0 && from < Math.min(size, until); size = log.size()) {
                moved = log.transferTo(from, Math.min(size, until) - from, copy);
                from += moved;
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The last lines that the present process printed, also those that a cut has moved. Empty if there is no log. */
    List<String> tail() {
        byte[] newest = ServerLog.tail(file); // first: what a cut takes away from it now is in the older file already
        if (newest.length < ServerLog.TAIL_BYTES) {
            byte[] before = ServerLog.tail(older());
            int room = Math.min(before.length, ServerLog.TAIL_BYTES - newest.length);
            byte[] both = Arrays.copyOfRange(before, before.length - room, before.length + newest.length);
            System.arraycopy(newest, 0, both, room, newest.length);
            newest = both;
        }
        return ServerLog.lines(newest);
    }
}
