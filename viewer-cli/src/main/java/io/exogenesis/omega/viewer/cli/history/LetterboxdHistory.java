package io.exogenesis.omega.viewer.cli.history;

import io.exogenesis.omega.viewer.ViewerException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Letterboxd's ratings.csv, watched.csv, diary.csv and reviews.csv. A film without a rating was watched. */
final class LetterboxdHistory {
    private static final String FORMAT = "Letterboxd";
    private static final int STARS = 5;

    private LetterboxdHistory() {}

    static ForeignHistory read(CsvTable table) {
        // it has the columns of watched.csv: only its name tells that nothing of it was seen
        if (table.file().name().toLowerCase(Locale.ROOT).contains("watchlist")) {
            throw new ViewerException(table.file().name() + " is a watchlist: nothing of it was watched yet");
        }
        List<ForeignEntry> entries = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            table.check(row, FORMAT, "review");
            SoughtTitle title =
                    SoughtTitle.of(SoughtTitle.Form.FILM, table.year(row, "year", FORMAT), table.text(row, "name"));
            Instant at = at(table, row);
            entries.add(
                    table.text(row, "rating").isEmpty()
                            ? ForeignEntry.watched(title, at)
                            : ForeignEntry.rated(title, at, table.rating(row, "rating", STARS, FORMAT)));
        }
        return new ForeignHistory(FORMAT, entries);
    }

    private static Instant at(CsvTable table, CsvTable.Row row) {
        String watched = table.text(row, "watched date");
        String date = watched.isEmpty() ? table.text(row, "date") : watched;
        try {
            return Dates.isoNoon(date);
        } catch (DateTimeException e) {
            throw table.file()
                    .bad(row.line(), "a date is written 2023-12-31, not '" + CsvTable.shortened(date) + "'", FORMAT);
        }
    }
}
