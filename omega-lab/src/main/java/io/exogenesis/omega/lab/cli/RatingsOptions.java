package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.data.Column;
import io.exogenesis.omega.lab.data.DatasetException;
import io.exogenesis.omega.lab.data.ReadOptions;
import io.exogenesis.omega.lab.data.Scale;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How ratings are to be read: the same options for every command with {@code --ratings}. */
final class RatingsOptions {
    /** What {@code --ratings} takes, for its description. */
    static final String FORMATS =
            "MovieLens (latest, 100K, 1M, 10M), RecBole (.inter, .item) or one CSV file with a header, plain or .gz.";

    @Option(
            names = "--scale",
            paramLabel = "MIN:MAX",
            description = "The ratings' scale, mapped to .5-5 stars; 1:10 is liked from 8 on (default: .5:5).")
    private @Nullable String scale;

    @Option(
            names = "--implicit",
            description = "Each row is an event that counts as a like; a rating that differs is a count.")
    private boolean implicit;

    @Option(
            names = "--skip-broken",
            paramLabel = "N",
            description = "Skip at most N rows that cannot be used, count and list them (default: ${DEFAULT-VALUE}).")
    private int skipBroken;

    @Option(
            names = "--columns",
            paramLabel = "COLUMN=NAME",
            split = ",",
            description = "Which columns are viewer=, item=, rating= and timestamp=: names of the header, or numbers.")
    private List<String> columns = List.of();

    /** @throws UsageException if an option says nothing that can be done */
    ReadOptions options() {
        try {
            return new ReadOptions(scale == null ? Scale.STARS : Scale.of(scale), implicit, skipBroken, columns());
        } catch (DatasetException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** The same as arguments, for another command. */
    List<String> arguments() {
        List<String> out = new ArrayList<>();
        if (scale != null) {
            out.add("--scale=" + scale);
        }
        if (implicit) {
            out.add("--implicit");
        }
        if (skipBroken != 0) {
            out.add("--skip-broken=" + skipBroken);
        }
        if (!columns.isEmpty()) {
            out.add("--columns=" + String.join(",", columns));
        }
        return out;
    }

    private Map<Column, String> columns() {
        Map<Column, String> out = new EnumMap<>(Column.class);
        for (String named : columns) {
            int equals = named.indexOf('=');
            Column column =
                    equals < 1 ? null : column(named.substring(0, equals).strip());
            if (column == null || equals == named.length() - 1) {
                throw new UsageException(
                        "--columns names some of viewer=NAME,item=NAME,rating=NAME,timestamp=NAME, not " + named);
            }
            String name = named.substring(equals + 1).strip();
            out.forEach((other, taken) -> {
                if (other != column && taken.equalsIgnoreCase(name)) {
                    throw new UsageException(
                            "--columns names " + name + " twice, as " + other.label() + " and " + column.label());
                }
            });
            if (out.put(column, name) != null) {
                throw new UsageException("--columns names the " + column.label() + " twice");
            }
        }
        return out;
    }

    private static @Nullable Column column(String label) {
        for (Column c : Column.values()) {
            if (c.label().equals(label.toLowerCase(Locale.ROOT))) {
                return c;
            }
        }
        return null;
    }
}
