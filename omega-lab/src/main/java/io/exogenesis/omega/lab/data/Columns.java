package io.exogenesis.omega.lab.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where in a row the columns of ratings stand.
 *
 * @param width fields of each row
 * @param header whether the first row names them
 * @param at index by column; one that the file lacks is not in it
 * @param described for a person
 */
record Columns(int width, boolean header, Map<Column, Integer> at, String described) {
    private static final List<Column> ORDER = List.of(Column.VIEWER, Column.ITEM, Column.RATING, Column.TIMESTAMP);
    private static final String NAMES = "viewer,item,rating,timestamp";
    private static final String UNTIMED_NAMES = "viewer,item,rating";
    private static final int UNTIMED = 3;

    Columns {
        at = Map.copyOf(at);
    }

    /** Viewer, item, rating and timestamp, as a format has them. */
    static Columns inOrder(int width) {
        return inOrder(width, "");
    }

    private static Columns inOrder(int width, String described) {
        Map<Column, Integer> at = new EnumMap<>(Column.class);
        for (int c = 0; c < width; c++) {
            at.put(ORDER.get(c), c);
        }
        return new Columns(width, false, at, described);
    }

    /**
     * What the first row of a file says.
     *
     * @param named columns that the options name
     * @throws DatasetException if a column is missing or two could be it
     */
    static Columns of(Row first, Map<Column, String> named) {
        Map<Column, Integer> at = new EnumMap<>(Column.class);
        for (Column column : ORDER) {
            int found = named.containsKey(column) ? named(first, column, named.get(column)) : usual(first, column);
            if (found >= 0) {
                at.put(column, found);
            }
        }
        if (!at.containsKey(Column.VIEWER) && !at.containsKey(Column.ITEM) && isRating(first)) {
            int width = first.fields().size();
            return inOrder(width, "without a header " + (width == UNTIMED ? UNTIMED_NAMES : NAMES));
        }
        for (Column column : List.of(Column.VIEWER, Column.ITEM)) {
            if (!at.containsKey(column)) {
                throw first.wrong("expected the header " + NAMES + " or names like these, found " + found(first)
                        + "; say --columns " + column.label() + "=NAME");
            }
        }
        return new Columns(first.fields().size(), isHeader(first, at, named), at, described(first, at, named));
    }

    int viewer() {
        return at.getOrDefault(Column.VIEWER, 0);
    }

    int item() {
        return at.getOrDefault(Column.ITEM, 1);
    }

    boolean has(Column column) {
        return at.containsKey(column);
    }

    int of(Column column) {
        return at.getOrDefault(column, -1);
    }

    /** The fields of a row, for a complaint. */
    String fields() {
        if (header) {
            return "as the header has";
        }
        return String.join(
                ", ", ORDER.stream().filter(this::has).map(Column::label).toList());
    }

    /* A number is a place, even where a cell of the first row happens to be that number. */
    private static int named(Row first, Column column, String name) {
        int width = first.fields().size();
        if (isNumber(name)) {
            int place = Integer.parseInt(name);
            if (place >= 1 && place <= width) {
                return place - 1;
            }
        } else {
            for (int c = 0; c < width; c++) {
                if (Column.bare(first.get(c)).equals(Column.bare(name))) {
                    return c;
                }
            }
        }
        throw first.wrong(
                "--columns " + column.label() + "=" + Values.shown(name) + " names no column of " + found(first));
    }

    private static int usual(Row first, Column column) {
        List<Integer> found = new ArrayList<>();
        for (int c = 0; c < first.fields().size(); c++) {
            if (column.isCalledExactly(first.get(c))) {
                return c;
            }
            if (column.isCalled(first.get(c))) {
                found.add(c);
            }
        }
        if (found.size() > 1) {
            throw first.wrong("the columns " + first.get(found.get(0)) + " and " + first.get(found.get(1))
                    + " could both be the " + column.label() + ": say --columns " + column.label() + "=NAME");
        }
        return found.isEmpty() ? -1 : found.getFirst();
    }

    /** Whether a row without a header's names is a rating: three or four fields, a number in the third. */
    private static boolean isRating(Row first) {
        int n = first.fields().size();
        return (n == UNTIMED || n == ORDER.size()) && Values.isNumber(first.get(2));
    }

    /** Columns that are named by their numbers need no header: the first row is one if its rating or its time is none. */
    private static boolean isHeader(Row first, Map<Column, Integer> at, Map<Column, String> named) {
        boolean byNumber = !named.isEmpty() && named.values().stream().allMatch(Columns::isNumber);
        if (!byNumber) {
            return true;
        }
        Integer rating = at.get(Column.RATING);
        Integer time = at.get(Column.TIMESTAMP);
        return (rating != null && !Values.isNumber(first.get(rating)))
                || (time != null && !Times.isTime(first.get(time)));
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,4}");
    }

    private static String described(Row first, Map<Column, Integer> at, Map<Column, String> named) {
        List<String> out = new ArrayList<>();
        for (Column column : ORDER) {
            Integer index = at.get(column);
            if (index != null) {
                out.add(column.label() + "="
                        + (isHeader(first, at, named) ? first.get(index).strip() : String.valueOf(index + 1)));
            }
        }
        return String.join(" ", out);
    }

    private static String found(Row first) {
        return Values.shown(
                String.join(",", first.fields().stream().map(String::strip).toList()));
    }
}
