package io.exogenesis.omega.lab.measure;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Writes rankings: gzip, one line {@code viewerId,itemId} for each candidate, viewer by viewer, best first. Ids are those of the
 * data set; one with a comma or a quote is quoted. There is no header.
 */
public final class RankingsFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final BufferedWriter out;

    /** @throws OutputException if the file cannot be made */
    public RankingsFile(Path file) {
        this.file = file;
        try {
            out = new BufferedWriter(
                    new OutputStreamWriter(
                            new GZIPOutputStream(Files.newOutputStream(file), BUFFER), StandardCharsets.UTF_8),
                    BUFFER);
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    /** Appends one viewer's ranking. Threads may call it at once; a viewer's lines stay together. */
    public synchronized void write(String viewer, List<String> itemsBestFirst) {
        String prefix = quoted(viewer) + ",";
        try {
            for (String item : itemsBestFirst) {
                out.write(prefix);
                out.write(quoted(item));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    private static String quoted(String id) {
        return id.indexOf(',') < 0 && id.indexOf('"') < 0 ? id : '"' + id.replace("\"", "\"\"") + '"';
    }
}
