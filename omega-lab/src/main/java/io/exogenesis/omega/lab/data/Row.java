package io.exogenesis.omega.lab.data;

import java.nio.file.Path;
import java.util.List;

/**
 * One row of a file.
 *
 * @param line at which it begins, from 1
 */
record Row(Path file, long line, List<String> fields) {

    String get(int column) {
        return fields.get(column);
    }

    /** Lines that it takes: more than one where a quoted field has line breaks, as many as {@code field} has plus one. */
    static int lines(String field) {
        int lines = 1;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\n' || (c == '\r' && !field.startsWith("\n", i + 1))) {
                lines++;
            }
        }
        return lines;
    }

    /** Lines of the file that the whole row takes; a line break at its very end begins none. */
    int lines() {
        String last = fields.getLast();
        boolean ends = last.endsWith("\n") || last.endsWith("\r");
        return (ends ? 0 : 1) + fields.stream().mapToInt(f -> lines(f) - 1).sum();
    }

    boolean isBlank() {
        return fields.size() == 1 && fields.getFirst().isBlank();
    }

    /** @throws BrokenRow if there are more or fewer fields */
    void count(int expected, String what) {
        if (fields.size() != expected) {
            boolean open = fields.stream().anyMatch(f -> lines(f) > 1);
            throw new BrokenRow("expected " + expected + " fields (" + what + "), found " + fields.size()
                    + (open ? "; does a quoted field not end?" : ""));
        }
    }

    /** An error of the whole file that this row shows. */
    DatasetException wrong(String what) {
        return DatasetException.at(file, line, what);
    }
}
