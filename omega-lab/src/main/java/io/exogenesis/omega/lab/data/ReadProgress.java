package io.exogenesis.omega.lab.data;

import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Progress of reading a file that takes long; a small file shows none. */
final class ReadProgress implements AutoCloseable {
    private static final long QUIET_NANOS = 2_000_000_000L;
    private static final int MEGABYTE = 20;

    private final String label;
    private final long size;
    private final Terminal terminal;
    private final long started = System.nanoTime();
    private @Nullable Progress shown;

    private ReadProgress(String label, long size, Terminal terminal) {
        this.label = label;
        this.size = size;
        this.terminal = terminal;
    }

    static ReadProgress of(Path file, Terminal terminal) throws IOException {
        return new ReadProgress("MB of " + file.getFileName(), Files.size(file), terminal);
    }

    /** {@code bytes} of the file were read. */
    void at(long bytes) {
        if (shown == null && System.nanoTime() - started > QUIET_NANOS) {
            shown = terminal.progress(label, size >> MEGABYTE);
        }
        if (shown != null) {
            shown.at(bytes >> MEGABYTE);
        }
    }

    @Override
    public void close() {
        if (shown != null) {
            shown.close();
        }
    }
}
