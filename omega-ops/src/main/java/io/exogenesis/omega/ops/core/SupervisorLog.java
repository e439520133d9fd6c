package io.exogenesis.omega.ops.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The history of a Core's ends and starts, a line each; two files of at most {@value #MOST_BYTES} bytes. */
final class SupervisorLog {
    /** Some 1,500 lines. */
    static final long MOST_BYTES = 256 << 10;

    private final Path file;
    private final InstantSource clock;

    SupervisorLog(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** A log that cannot be written must not end the Core: the line goes to the error stream instead. */
    void line(String text) {
        String line = clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + text + "\n";
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file) && Files.size(file) >= MOST_BYTES) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            System.err.print(line);
        }
    }
}
