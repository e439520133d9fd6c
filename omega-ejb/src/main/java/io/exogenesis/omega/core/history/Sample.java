package io.exogenesis.omega.core.history;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The figures of one moment, one for each {@link Column}. */
public final class Sample {
    /** Stands for "not known": nothing came of which there could be a percentile. */
    public static final int UNKNOWN = -1;

    private final long at;
    private final int[] values;

    /** @param at seconds since 1970 */
    Sample(long at, int[] values) {
        if (values.length != Column.ALL.size()) {
            throw new IllegalArgumentException("a sample has " + Column.ALL.size() + " values, not " + values.length);
        }
        this.at = at;
        this.values = values.clone();
    }

    /** Figures by the names of their columns; what is not named is 0. */
    static Sample of(long at, Map<String, Long> figures) {
        int[] values = new int[Column.ALL.size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = Math.toIntExact(
                    Math.clamp(figures.getOrDefault(Column.ALL.get(c).name(), 0L), UNKNOWN, Integer.MAX_VALUE));
        }
        return new Sample(at, values);
    }

    /** One of several that follow each other, the newest last. */
    static Sample together(List<Sample> parts, Map<String, Long> merged) {
        Sample last = parts.getLast();
        int[] values = last.values.clone();
        for (int c = 0; c < values.length; c++) {
            int column = c;
            switch (Column.ALL.get(c).kind()) {
                case LAST -> {}
                case SUM ->
                    values[c] = (int) Math.min(
                            Integer.MAX_VALUE,
                            parts.stream().mapToLong(p -> p.values[column]).sum());
                case MERGED ->
                    values[c] = Math.toIntExact(
                            merged.getOrDefault(Column.ALL.get(c).name(), (long) UNKNOWN));
            }
        }
        return new Sample(last.at, values);
    }

    /** Seconds since 1970. */
    public long at() {
        return at;
    }

    /** The value of a column, {@link #UNKNOWN} or at least 0. */
    public int value(int column) {
        return values[column];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sample s && s.at == at && Arrays.equals(s.values, values);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(at) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return at + " " + Arrays.toString(values);
    }
}
