package io.exogenesis.omega.lab.simulate;

import io.exogenesis.omega.journal.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Viewers of earlier runs at the same Core, with their tokens and what was acknowledged to them: a Core has room for so many viewers only,
 * and so the ledger spans runs and restarts. A file of mode 0600 with a line a viewer: id, token, acknowledged, refused, made.
 */
final class KeptViewers {
    private final Path directory;
    private final Path file;

    /**
     * One viewer between runs.
     *
     * @param made contributions; those that are not acknowledged go with the next sync, under the same numbers
     */
    record Kept(String id, String token, long acknowledged, long refused, long made) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Kept[" + id + ", " + acknowledged + "]";
        }
    }

    /** @param data directory of the Core */
    KeptViewers(Path data) {
        this.directory = data.resolve("simulate");
        this.file = directory.resolve("viewers.tsv");
    }

    List<Kept> read() {
        List<Kept> kept = new ArrayList<>();
        if (!Files.exists(file)) {
            return kept;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split("\t", -1);
                long acknowledged = Long.parseLong(parts[2]);
                kept.add(new Kept(
                        parts[0],
                        parts[1],
                        acknowledged,
                        Long.parseLong(parts[3]),
                        parts.length > 4 ? Long.parseLong(parts[4]) : acknowledged));
            }
            return kept;
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            throw new SimulateException(
                    file + " cannot be read (" + e.getMessage() + "): delete it, and viewers are enrolled anew", e);
        }
    }

    void write(List<Kept> viewers) {
        Path fresh = file.resolveSibling("viewers.tsv.new");
        try {
            PrivateFiles.createDirectories(directory);
            Files.deleteIfExists(fresh);
            try (OutputStream out = PrivateFiles.create(fresh)) {
                for (Kept v : viewers) {
                    String line = String.join(
                            "\t",
                            v.id(),
                            v.token(),
                            Long.toString(v.acknowledged()),
                            Long.toString(v.refused()),
                            Long.toString(v.made()));
                    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SimulateException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
