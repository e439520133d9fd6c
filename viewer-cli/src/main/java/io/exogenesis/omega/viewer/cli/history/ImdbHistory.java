package io.exogenesis.omega.viewer.cli.history;

import io.exogenesis.omega.viewer.cli.history.SoughtTitle.Form;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** IMDb's ratings, of ten points. A row without a rating of the viewer's own, as lists have, says nothing; a rated episode was watched. */
final class ImdbHistory {
    private static final String FORMAT = "IMDb ratings";
    private static final int POINTS = 10;

    private ImdbHistory() {}

    static ForeignHistory read(CsvTable table) {
        List<ForeignEntry> entries = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            table.check(row, FORMAT, "description");
            if (!table.text(row, "your rating").isEmpty()) {
                entries.add(entry(table, row));
            }
        }
        return new ForeignHistory(FORMAT, entries);
    }

    private static ForeignEntry entry(CsvTable table, CsvTable.Row row) {
        Form form = form(table.text(row, "title type"));
        // an episode has its own year, not that of its show
        OptionalInt year = form == Form.EPISODE ? OptionalInt.empty() : table.year(row, "year", FORMAT);
        SoughtTitle title = SoughtTitle.of(form, year, table.text(row, "title"), table.text(row, "original title"));
        Instant at = at(table, row);
        double rating = table.rating(row, "your rating", POINTS, FORMAT);
        return form == Form.EPISODE ? ForeignEntry.watched(title, at) : ForeignEntry.rated(title, at, rating);
    }

    private static Form form(String type) {
        String plain = type.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        if (plain.contains("episode")) {
            return Form.EPISODE;
        }
        return plain.contains("series") ? Form.SERIES : Form.FILM;
    }

    private static Instant at(CsvTable table, CsvTable.Row row) {
        String date = table.text(row, "date rated");
        try {
            return Dates.isoNoon(date);
        } catch (DateTimeException e) {
            throw table.file()
                    .bad(row.line(), "a date is written 2023-12-31, not '" + CsvTable.shortened(date) + "'", FORMAT);
        }
    }
}
