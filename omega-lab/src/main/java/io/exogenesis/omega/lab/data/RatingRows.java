package io.exogenesis.omega.lab.data;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Reads the rows of a ratings file into events. */
final class RatingRows {
    /** A file has few different ratings; reading each text once is what makes a large one quick. */
    private static final int MOST_REMEMBERED = 1000;

    private final Table table;
    private final Rules rules;
    private final Titles titles;
    private final ReadOptions options;
    private final Events events = new Events();
    private final Times times = new Times(Instant.now());
    private final Map<String, Double> numbers = new HashMap<>();
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private Columns columns = Columns.inOrder(4);
    private boolean begun;

    /**
     * What a format says of its ratings.
     *
     * @param header whether the first row may name the columns
     * @param digits whether ids are digits
     * @param titles name of the file that has all titles; empty: a title that is not described is called by its id
     */
    record Rules(boolean header, boolean digits, String titles) {}

    private RatingRows(Table table, Rules rules, Titles titles, ReadOptions options) {
        this.table = table;
        this.rules = rules;
        this.titles = titles;
        this.options = options;
    }

    /** @throws DatasetException if something is broken, or cannot be understood without an option */
    static RatingRows read(Table table, Rules rules, Titles titles, ReadOptions options) {
        RatingRows rows = new RatingRows(table, rules, titles, options);
        table.read(rows::row);
        rows.check();
        return rows;
    }

    private void row(Row row) {
        if (!begun) {
            begun = true;
            if (begins(row)) {
                return;
            }
        }
        row.count(columns.width(), columns.fields());
        double value = value(row);
        String time = columns.has(Column.TIMESTAMP)
                ? row.get(columns.of(Column.TIMESTAMP)).strip()
                : "";
        long at = columns.has(Column.TIMESTAMP) ? Times.parsed(time) : 0;
        String viewer = id(row.get(columns.viewer()), "viewer id");
        String id = id(row.get(columns.item()), rules.digits() ? "movie id" : "item id");
        int item = rules.titles().isEmpty() ? titles.indexOrAdd(id) : titles.index(id, rules.titles());
        events.add(viewer, item, value, at);
        min = Math.min(min, value);
        max = Math.max(max, value);
        if (columns.has(Column.TIMESTAMP)) {
            times.note(at, time, row);
        }
    }

    /** Takes what the first row says of the others; whether it is a header. */
    private boolean begins(Row row) {
        if (rules.header() || !options.columns().isEmpty()) {
            columns = Columns.of(row, options.columns());
        }
        if (!columns.has(Column.RATING) && !options.implicit()) {
            throw new DatasetException(row.file() + " has no ratings: --implicit takes each row as a like"
                    + ", --columns rating=NAME names a column");
        }
        return columns.header();
    }

    private String id(String text, String what) {
        return rules.digits() ? Values.digits(text, what) : Values.id(text, what);
    }

    private double value(Row row) {
        if (!columns.has(Column.RATING)) {
            return 1;
        }
        String text = row.get(columns.of(Column.RATING));
        Double known = numbers.get(text);
        if (known != null) {
            return known;
        }
        double value = options.implicit() ? counted(text) : stars(text);
        if (numbers.size() < MOST_REMEMBERED) {
            numbers.put(text, value);
        }
        return value;
    }

    private static double counted(String text) {
        double count = Values.number(text, "count");
        if (!(count > 0 && count <= Float.MAX_VALUE)) {
            throw new BrokenRow("with --implicit a rating is a count above 0, not " + Values.shown(text));
        }
        return count;
    }

    private double stars(String text) {
        double rating = Values.number(text, "rating");
        Scale scale = options.scale();
        if (!scale.contains(rating)) {
            throw new BrokenRow(
                    "a rating is between " + Recognised.number(scale.min()) + " and " + Recognised.number(scale.max())
                            + ", not " + Values.shown(text)
                            + (scale.equals(Scale.STARS)
                                    ? ": --scale MIN:MAX maps another scale, --implicit takes counts as likes"
                                    : ", by --scale"));
        }
        return scale.stars(rating);
    }

    private void check() {
        if (events.size() == 0) {
            throw new DatasetException("there are no ratings in " + table.path());
        }
        if (columns.has(Column.TIMESTAMP)) {
            times.check(table.path());
        }
        if (!options.implicit() && events.size() > 1 && min == max) {
            throw new DatasetException(
                    "every rating in " + table.path() + " is the same: --implicit takes each row as a like");
        }
    }

    Events events() {
        return events;
    }

    /** Whether rows have times that tell something; else {@link #second} gives the place in the file. */
    boolean timed() {
        return columns.has(Column.TIMESTAMP) && !times.areEqual();
    }

    /** A time of the file, or a row's place from 0, in seconds. */
    long second(long time) {
        return timed() ? times.second(time) : time + 1;
    }

    /** With implicit feedback: a value as a count. Where all are the same they mark that something happened, and count 1. */
    double count(double value) {
        return min == max ? 1 : value;
    }

    Table table() {
        return table;
    }

    Columns columns() {
        return columns;
    }

    Times times() {
        return times;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }
}
