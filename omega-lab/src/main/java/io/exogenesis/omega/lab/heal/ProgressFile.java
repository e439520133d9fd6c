package io.exogenesis.omega.lab.heal;

import com.google.gson.Gson;
import io.exogenesis.omega.lab.heal.subject.HealException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Results as they come, so that a run that was ended goes on: the first line says of which run, each further one is a result in JSON.
 * A line that an end cut short, or that is no result, is left out, and its trial is run again. While a run writes it, no other may.
 */
final class ProgressFile implements AutoCloseable {
    private static final Gson GSON = new Gson();

    private final @Nullable Path file;
    private final String run;
    private @Nullable FileChannel out;

    private ProgressFile(@Nullable Path file, String run) {
        this.file = file;
        this.run = run;
    }

    /** Beside the report. */
    static ProgressFile beside(Path report, HealOptions options) {
        Path name = report.resolveSibling(report.getFileName() + ".progress");
        return new ProgressFile(name, options.line());
    }

    /** None: a run that is ended begins anew. */
    static ProgressFile none() {
        return new ProgressFile(null, "");
    }

    String file() {
        return String.valueOf(file);
    }

    /**
     * What an earlier process has measured, and from now on nobody else writes; empty if there was none.
     *
     * @throws HealException if it has the results of other options, or another run writes it now
     */
    List<FaultResult> read() {
        Path from = file;
        if (from == null) {
            return List.of();
        }
        try {
            FileChannel opened = FileChannel.open(
                    from, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            out = opened;
            if (!locked(opened)) {
                throw new HealException(from + " is being written by another run: give this one another --report");
            }
            String text = Files.readString(from, StandardCharsets.UTF_8);
            opened.position(opened.size());
            if (text.isEmpty()) {
                write(run + "\n");
                return List.of();
            }
            List<String> lines = text.lines().toList();
            if (!lines.getFirst().equals(run)) {
                throw new HealException(from + " has the results of another run (" + lines.getFirst()
                        + "): delete it, or give another --report");
            }
            if (!text.endsWith("\n")) {
                write("\n");
            }
            List<FaultResult> results = new ArrayList<>();
            lines.stream().skip(1).forEach(line -> result(line).ifPresent(results::add));
            return results;
        } catch (IOException e) {
            throw new HealException(from + " cannot be read and written: " + e.getMessage(), e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // by this very process
        }
    }

    private static Optional<FaultResult> result(String line) {
        try {
            return Optional.ofNullable(GSON.fromJson(line, FaultResult.class)).filter(FaultResult::isWhole);
        } catch (RuntimeException e) {
            return Optional.empty(); // whatever the parser makes of it: it is no result
        }
    }

    /** Keeps one. */
    void add(FaultResult result) {
        if (out == null) {
            return;
        }
        try {
            write(GSON.toJson(result) + "\n");
        } catch (IOException e) {
            throw new HealException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (out != null && bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** The report is written: the file is needed no more. */
    void delete() {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new HealException(file + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /** Others may write it. */
    @Override
    public void close() {
        try (FileChannel ended = out) {
            out = null;
        } catch (IOException e) {
            throw new HealException(file + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
