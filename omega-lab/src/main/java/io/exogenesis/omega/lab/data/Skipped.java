package io.exogenesis.omega.lab.data;

import java.util.ArrayList;
import java.util.List;

/** Counts and keeps the broken rows that were skipped, up to the number that the options allow. */
final class Skipped {
    private final int most;
    private final List<String> rows = new ArrayList<>();
    private long lines;

    Skipped(int most) {
        this.most = most;
    }

    /**
     * A row with a quoted field that does not end takes the rows behind it along: it counts as all of them.
     *
     * @throws DatasetException if so many may not be skipped
     */
    void add(Row row, String reason) {
        int taken = row.lines();
        long last = row.line() + taken - 1;
        String where = taken == 1 ? "" : ", lines " + row.line() + " to " + last;
        if (lines + taken > most) {
            String what = taken == 1
                    ? "this is broken row " + (lines + 1)
                    : "with it " + (lines + taken) + " rows are broken" + where;
            throw row.wrong(reason
                    + (most == 0
                            ? " (--skip-broken N skips up to N such rows" + where + ")"
                            : " (" + what + ", --skip-broken allows " + most + ")"));
        }
        lines += taken;
        rows.add(row.file() + ":" + row.line() + (taken == 1 ? "" : "-" + last) + ": " + reason);
    }

    List<String> rows() {
        return rows;
    }

    /** Lines of the files that were left out. */
    long lines() {
        return lines;
    }
}
