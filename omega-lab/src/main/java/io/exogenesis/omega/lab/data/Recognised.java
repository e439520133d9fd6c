package io.exogenesis.omega.lab.data;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One line for a person that says all that was recognised in the files. */
final class Recognised {
    private final List<String> parts = new ArrayList<>();

    static String line(
            String format, List<Table> files, RatingRows rows, ReadOptions options, Map<String, Long> counted) {
        Recognised line = new Recognised();
        line.parts.add("Recognised " + format + ": "
                + String.join(", ", files.stream().map(Table::described).toList()));
        if (!rows.columns().described().isEmpty()) {
            line.parts.add("columns " + rows.columns().described());
        }
        line.parts.add(times(rows));
        line.parts.add(options.implicit() ? counts(rows) : ratings(rows, options.scale()));
        counted.forEach((what, n) -> {
            if (n > 0) {
                line.parts.add(String.format(Locale.ROOT, "%s: %,d", what, n));
            }
        });
        return String.join("; ", line.parts);
    }

    private static String times(RatingRows rows) {
        if (rows.timed()) {
            return rows.times().described();
        }
        return rows.columns().has(Column.TIMESTAMP) ? rows.times().equal() : "no timestamps: in the order of the file";
    }

    private static String ratings(RatingRows rows, Scale scale) {
        String range = number(rows.min()) + " to " + number(rows.max());
        return scale.equals(Scale.STARS)
                ? "ratings " + range + ", liked from " + number(RatingEvent.LIKED)
                : "ratings of " + number(scale.min()) + " to " + number(scale.max()) + " mapped to stars (" + range
                        + "), liked from " + number(scale.likedFrom());
    }

    private static String counts(RatingRows rows) {
        String each = "implicit: each row a like";
        if (!rows.columns().has(Column.RATING)) {
            return each;
        }
        return rows.min() == rows.max()
                ? each + ", its value always the same"
                : each + ", its value (" + number(rows.min()) + " to " + number(rows.max()) + ") a count";
    }

    /** Without a fraction that is none. */
    static String number(double value) {
        return new BigDecimal(String.format(Locale.ROOT, "%.3f", value))
                .stripTrailingZeros()
                .toPlainString();
    }
}
