package io.exogenesis.omega.lab.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
     * @throws DatasetException if a column is missing, two could be it, or one is named for two
     */
    static Columns of(Row first, Map<Column, String> named) {
        Map<Column, Integer> at = places(first, named);
        boolean places = named.values().stream().allMatch(Columns::isNumber);
        Set<Integer> taken = Set.copyOf(at.values());
        Map<Column, Integer> unnamed = withoutHeader(first, at);
        for (Column column : ORDER) {
            int found = at.containsKey(column) ? -1 : usual(first, column, taken);
            if (found >= 0) {
                at.put(column, found);
            }
        }
        int width = first.fields().size();
        if (places && !at.containsKey(Column.VIEWER) && !at.containsKey(Column.ITEM) && isRating(first, unnamed)) {
            complete(first, unnamed);
            return new Columns(width, false, unnamed, "without a header " + order(unnamed, named, width));
        }
        complete(first, at);
        boolean header = !places || named.isEmpty() || isHeader(first, at);
        return new Columns(width, header, at, described(first, at, header));
    }

    /** Where the named columns are. */
    private static Map<Column, Integer> places(Row first, Map<Column, String> named) {
        Map<Column, Integer> at = new EnumMap<>(Column.class);
        for (Column column : ORDER) {
            String name = named.get(column);
            if (name == null) {
                continue;
            }
            int place = named(first, column, name);
            for (Map.Entry<Column, Integer> other : at.entrySet()) {
                if (other.getValue() == place) {
                    throw first.wrong("--columns names column " + (place + 1) + " twice, as "
                            + other.getKey().label() + " and " + column.label());
                }
            }
            at.put(column, place);
        }
        return at;
    }

    /** The order of a file without a header; a place that is named for a column is free for no other one. */
    private static Map<Column, Integer> withoutHeader(Row first, Map<Column, Integer> named) {
        Map<Column, Integer> out = new EnumMap<>(named);
        for (int c = 0; c < Math.min(ORDER.size(), first.fields().size()); c++) {
            if (!named.containsValue(c)) {
                out.putIfAbsent(ORDER.get(c), c);
            }
        }
        return out;
    }

    private static void complete(Row first, Map<Column, Integer> at) {
        for (Column column : List.of(Column.VIEWER, Column.ITEM)) {
            if (!at.containsKey(column)) {
                throw first.wrong("expected the header " + NAMES + " or names like these, found " + found(first)
                        + "; say --columns " + column.label() + "=NAME");
            }
        }
    }

    private static String order(Map<Column, Integer> at, Map<Column, String> named, int width) {
        return named.isEmpty() ? width == UNTIMED ? UNTIMED_NAMES : NAMES : numbers(at);
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
            List<Integer> found = IntStream.range(0, width)
                    .filter(c -> Column.bare(first.get(c)).equals(Column.bare(name)))
                    .boxed()
                    .toList();
            if (found.size() > 1) {
                throw sameName(first, column, found, name);
            }
            if (!found.isEmpty()) {
                return found.getFirst();
            }
        }
        throw first.wrong(
                "--columns " + column.label() + "=" + Values.shown(name) + " names no column of " + found(first));
    }

    private static DatasetException sameName(Row first, Column column, List<Integer> places, String name) {
        return first.wrong("columns " + (places.get(0) + 1) + " and " + (places.get(1) + 1) + " are both called "
                + Values.shown(name) + ": say --columns " + column.label() + "=NUMBER");
    }

    /** @param taken places that are named for other columns */
    private static int usual(Row first, Column column, Set<Integer> taken) {
        List<Integer> exact = new ArrayList<>();
        List<Integer> found = new ArrayList<>();
        for (int c = 0; c < first.fields().size(); c++) {
            if (!taken.contains(c) && column.isCalled(first.get(c))) {
                found.add(c);
                if (column.isCalledExactly(first.get(c))) {
                    exact.add(c);
                }
            }
        }
        if (exact.size() > 1) {
            throw sameName(first, column, exact, column.label());
        }
        if (exact.size() == 1) {
            return exact.getFirst();
        }
        if (found.size() > 1) {
            String one = first.get(found.get(0)).strip();
            String other = first.get(found.get(1)).strip();
            throw one.equals(other)
                    ? sameName(first, column, found, one)
                    : first.wrong("the columns " + Values.shown(one) + " and " + Values.shown(other)
                            + " could both be the " + column.label() + ": say --columns " + column.label() + "=NAME");
        }
        return found.isEmpty() ? -1 : found.getFirst();
    }

    /** Whether a row is a rating of a file without a header: three or four fields, a number where the rating is. */
    private static boolean isRating(Row first, Map<Column, Integer> at) {
        int n = first.fields().size();
        Integer rating = at.get(Column.RATING);
        Integer time = at.get(Column.TIMESTAMP);
        return (n == UNTIMED || n == ORDER.size())
                && (rating == null
                        ? time != null && Times.isTime(first.get(time))
                        : Values.isNumber(first.get(rating)));
    }

    /**
     * Columns that are named by their places need no header. The first row is one if its rating or its time is none, or if a viewer
     * or an item is called as such columns are.
     */
    private static boolean isHeader(Row first, Map<Column, Integer> at) {
        Integer rating = at.get(Column.RATING);
        Integer time = at.get(Column.TIMESTAMP);
        return (rating != null && !Values.isNumber(first.get(rating)))
                || (time != null && !Times.isTime(first.get(time)))
                || List.of(Column.VIEWER, Column.ITEM).stream()
                        .anyMatch(c -> c.isCalled(first.get(at.getOrDefault(c, c.ordinal()))));
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,4}");
    }

    private static String described(Row first, Map<Column, Integer> at, boolean header) {
        return header
                ? ORDER.stream()
                        .filter(at::containsKey)
                        .map(c -> c.label() + "="
                                + first.get(at.getOrDefault(c, 0)).strip())
                        .collect(Collectors.joining(" "))
                : numbers(at) + " (no header, first row " + found(first) + ")";
    }

    private static String numbers(Map<Column, Integer> at) {
        return ORDER.stream()
                .filter(at::containsKey)
                .map(c -> c.label() + "=" + (at.getOrDefault(c, 0) + 1))
                .collect(Collectors.joining(" "));
    }

    private static String found(Row first) {
        return Values.shown(
                String.join(",", first.fields().stream().map(String::strip).toList()));
    }
}
