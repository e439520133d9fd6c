package io.exogenesis.omega.lab.data;

import io.exogenesis.omega.ops.console.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A data set and what reading it showed.
 *
 * @param recognised one line for a person
 * @param skipped file, line and reason of each broken row that was left out; one with a quoted field that does not end names
 *     the lines that it took
 * @param skippedRows lines that were left out so, ≥ the size of {@code skipped}
 * @param timed whether the ratings have times; without, the order of the file is taken for time
 */
public record Reading(Dataset data, String recognised, List<String> skipped, long skippedRows, boolean timed) {
    private static final String FILE = "skipped-rows.txt";
    private static final int SHOWN = 10;

    public Reading {
        skipped = List.copyOf(skipped);
    }

    /** The same with a part of the data. */
    public Reading of(Dataset part) {
        return new Reading(part, recognised, skipped, skippedRows, timed);
    }

    /** Says what was recognised, and the first of the rows that were skipped. */
    public void tell(Terminal terminal, String indent) {
        terminal.line(indent + recognised);
        if (!skipped.isEmpty()) {
            terminal.line(indent + "Broken rows skipped: " + skippedRows
                    + (skipped.size() > SHOWN ? ", the first of them:" : ""));
            skipped.stream().limit(SHOWN).forEach(s -> terminal.line(indent + "  " + s));
        }
    }

    /**
     * Writes all skipped rows, if there are any, to {@code skipped-rows.txt} in a directory, and says so. The list of an
     * earlier reading is replaced.
     */
    public void keepSkipped(Path directory, Terminal terminal, String indent) {
        if (skipped.isEmpty()) {
            return;
        }
        Path file = directory.resolve(FILE);
        try {
            Files.createDirectories(directory);
            Files.write(file, skipped);
        } catch (IOException e) {
            throw new DatasetException("the list of skipped rows cannot be written: " + e);
        }
        terminal.line(indent + "All of them: " + file);
    }
}
