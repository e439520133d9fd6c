package io.exogenesis.omega.lab.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;

/**
 * The times of one file. A number says nothing of its unit; all of a file together do, by their size: from 1973 on no second
 * is as large as any millisecond, and so on.
 */
final class Times {
    private static final Pattern WHOLE = Pattern.compile("[1-8]\\d{18}");
    private static final Pattern FRACTION = Pattern.compile("(\\d{1,18})\\.\\d*");
    private static final double MOST = 9e18;
    private static final int DATE = 10;
    private static final String FORMS =
            "a number (seconds to nanoseconds since 1970) or an ISO date such as 2000-07-30T18:45:03Z";

    /** In this order, each a thousandth of the one before. */
    enum Unit {
        SECONDS(1),
        MILLISECONDS(1_000),
        MICROSECONDS(1_000_000),
        NANOSECONDS(1_000_000_000);

        /** Seconds below it are before the year 5138; a millisecond below it is before March 1973. */
        private static final long LIMIT = 100_000_000_000L;

        private final long aSecond;

        Unit(long aSecond) {
            this.aSecond = aSecond;
        }

        static Unit of(long value) {
            Unit unit = SECONDS;
            for (long limit = LIMIT; unit != NANOSECONDS && value >= limit; limit *= 1000) {
                unit = values()[unit.ordinal() + 1];
            }
            return unit;
        }

        long seconds(long value) {
            return Math.floorDiv(value, aSecond);
        }

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final long[] seen = new long[Unit.values().length];
    private final Row[] first = new Row[Unit.values().length];
    private long dates;
    private boolean zones;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    static boolean isTime(String text) {
        try {
            parsed(text.strip());
            return true;
        } catch (BrokenRow e) {
            return false;
        }
    }

    /** One time in the unit of the file, or in milliseconds if it is a date. Fractions of the unit are dropped. */
    static long parsed(String text) {
        if (Values.isShortNumber(text) || WHOLE.matcher(text).matches()) {
            return Long.parseLong(text);
        }
        if (FRACTION.matcher(text).matches()) {
            return Long.parseLong(text.substring(0, text.indexOf('.')));
        }
        if (isDate(text)) {
            return date(text);
        }
        if (Values.isNumber(text)) {
            double value = Double.parseDouble(text);
            if (value >= 0 && value < MOST) {
                return (long) value;
            }
        }
        throw new BrokenRow("the timestamp is no time since 1970: '" + Values.shown(text) + "'; it is " + FORMS);
    }

    /** Takes one time of an accepted row. */
    void note(long time, String text, Row row) {
        if (isDate(text)) {
            dates++;
            zones |= text.length() > DATE && (text.endsWith("Z") || text.endsWith("UTC") || offset(text));
        } else if (time > 0) {
            // 0 is "unknown" in many exports, and says nothing of the unit
            int unit = Unit.of(time).ordinal();
            if (seen[unit]++ == 0) {
                first[unit] = row;
            }
        }
        min = Math.min(min, time);
        max = Math.max(max, time);
    }

    /**
     * The unit of all.
     *
     * @throws DatasetException if there are two
     */
    Unit unit() {
        Unit unit = dates > 0 ? Unit.MILLISECONDS : Unit.SECONDS;
        long count = dates;
        for (Unit u : Unit.values()) {
            long n = seen[u.ordinal()];
            if (n > 0 && count > 0) {
                throw first[u.ordinal()].wrong("the timestamp looks like " + u.label() + ", but "
                        + (dates > 0 ? "dates" : unit.label()) + " stand before: a file has one unit");
            }
            if (n > 0) {
                unit = u;
                count = n;
            }
        }
        return unit;
    }

    /** For a person: the unit, the first and the last day. */
    String described() {
        Unit unit = unit();
        String what = dates == 0
                ? "times in " + unit.label()
                : "times as ISO dates" + (zones ? "" : " (no zone: taken as UTC)");
        return what + ", " + day(unit.seconds(min)) + " to " + day(unit.seconds(max));
    }

    private static String day(long second) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC)
                .toString();
    }

    private static boolean isDate(String text) {
        return text.length() >= DATE && text.charAt(4) == '-' && text.charAt(7) == '-';
    }

    private static boolean offset(String text) {
        return text.indexOf('+', DATE) > 0 || text.indexOf('-', DATE) > 0;
    }

    private static long date(String text) {
        try {
            Instant at = instant(text);
            long millis = at.toEpochMilli();
            if (millis >= 0 && at.getEpochSecond() < Unit.LIMIT) {
                return millis;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // said below
        }
        throw new BrokenRow("the timestamp is no date since 1970: '" + Values.shown(text) + "'; it is " + FORMS);
    }

    private static Instant instant(String text) {
        if (text.length() == DATE) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        String iso = text.substring(0, DATE) + "T" + text.substring(DATE + 1);
        if (iso.endsWith("UTC")) {
            iso = iso.substring(0, iso.length() - 3).stripTrailing() + "Z";
        }
        TemporalAccessor parsed =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
    }
}
