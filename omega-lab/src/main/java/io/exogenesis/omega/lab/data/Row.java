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

    boolean isBlank() {
        return fields.size() == 1 && fields.getFirst().isBlank();
    }

    /** @throws BrokenRow if there are more or fewer fields */
    void count(int expected, String what) {
        if (fields.size() != expected) {
            boolean open = fields.getLast().indexOf('\n') >= 0;
            throw new BrokenRow("expected " + expected + " fields (" + what + "), found " + fields.size()
                    + (open ? "; does a quoted field not end?" : ""));
        }
    }

    /** An error of the whole file that this row shows. */
    DatasetException wrong(String what) {
        return DatasetException.at(file, line, what);
    }
}
