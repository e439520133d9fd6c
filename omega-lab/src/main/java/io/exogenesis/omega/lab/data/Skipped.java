package io.exogenesis.omega.lab.data;

import java.util.ArrayList;
import java.util.List;

/** Counts and keeps the broken rows that were skipped, up to the number that the options allow. */
final class Skipped {
    private final int most;
    private final List<String> rows = new ArrayList<>();

    Skipped(int most) {
        this.most = most;
    }

    /** @throws DatasetException if no more may be skipped */
    void add(Row row, String reason) {
        if (rows.size() == most) {
            throw row.wrong(
                    most == 0
                            ? reason + " (--skip-broken N skips up to N such rows)"
                            : reason + " (this is broken row " + (most + 1L) + ", --skip-broken allows " + most + ")");
        }
        rows.add(row.file() + ":" + row.line() + ": " + reason);
    }

    List<String> rows() {
        return rows;
    }
}
