package io.exogenesis.omega.lab.data;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The times of one file. A number says nothing of its unit; all of a file together do, by their size: from 1973 on no second
 * is as large as any millisecond, and so on. Data sets of ratings begin in the 1990s: numbers that would all be earlier are years,
 * places or another program's days, and no seconds since 1970.
 */
final class Times {
    private static final Pattern WHOLE = Pattern.compile("[1-8]\\d{18}");
    private static final Pattern FRACTION = Pattern.compile("(\\d{1,18})\\.\\d*");
    private static final double MOST = 9e18;
    private static final int DATE = 10;
    private static final long FIRST_DATE = 1900_01_01;
    private static final long LAST_DATE = 2199_12_31;
    /** No data set of ratings ends before it. */
    private static final long EARLIEST = LocalDate.of(1990, 1, 1).toEpochSecond(LocalTime.MIN, ZoneOffset.UTC);
    /** So far ahead a clock may be, or a time that was planned. */
    private static final Duration AHEAD = Duration.ofDays(366);

    private static final long DAY = 86_400;
    private static final String ACCEPTED =
            "accepted are seconds, milliseconds, microseconds or nanoseconds since 1970, ISO dates"
                    + " and dates yyyymmdd; without that column the order of the file is taken for time";
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
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Instant now;
    private final long[] seen = new long[Unit.values().length];
    private final Row[] first = new Row[Unit.values().length];
    private long count;
    private long dates;
    private long zoned;
    private long eightDigits;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    /** Whether not all are the same text; fractions are dropped. */
    private boolean differ;

    private String earliest = "";
    private String latest = "";

    /** @param now no data set goes much beyond it */
    Times(Instant now) {
        this.now = now;
    }

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
        count++;
        if (isDate(text)) {
            dates++;
            zoned += text.length() > DATE && (text.endsWith("Z") || text.endsWith("UTC") || offset(text)) ? 1 : 0;
        } else if (time > 0) {
            // 0 is "unknown" in many exports, and says nothing of the unit
            int unit = Unit.of(time).ordinal();
            if (seen[unit]++ == 0) {
                first[unit] = row;
            }
            eightDigits += isEightDigits(time) ? 1 : 0;
        }
        differ |= count > 1 && !differ && !text.equals(earliest) && !text.equals(latest);
        if (time < min) {
            min = time;
            earliest = text;
        }
        if (time >= max) {
            max = time;
            latest = text;
        }
    }

    /** Whether several times say nothing, since they are all the same. */
    boolean areEqual() {
        return count > 1 && min == max;
    }

    /** The time of all, for a person. */
    String equal() {
        return String.format(
                Locale.ROOT,
                "warning: all %,d timestamps are equal (%s): taken as no times, the order is that of the file",
                count,
                Values.shown(earliest));
    }

    /**
     * Looks whether these can be times of ratings.
     *
     * @throws DatasetException if there are two units, all numbers would be before 1990, or one is more than a year ahead
     */
    void check(Path file) {
        if (areEqual() && !differ) {
            return; // they are not used
        }
        long last = second(max);
        String values = Values.shown(earliest) + " to " + Values.shown(latest);
        if (dates == 0 && last < EARLIEST) {
            throw new DatasetException(file + ": the timestamps, " + values
                    + ", would be times before 1990, the last of them " + day(last) + ": " + ACCEPTED);
        }
        if (last > now.plus(AHEAD).getEpochSecond()) {
            throw new DatasetException(file + ": the last timestamp, " + Values.shown(latest)
                    + ", would be in the future, " + day(last) + ": " + ACCEPTED);
        }
    }

    /** A time of the file in seconds since 1970. */
    long second(long time) {
        Unit unit = unit();
        if (unit != Unit.SECONDS || !areEightDigits()) {
            return unit.seconds(time);
        }
        return time == 0
                ? 0
                : DAY
                        * LocalDate.of((int) time / 10_000, (int) time / 100 % 100, (int) time % 100)
                                .toEpochDay();
    }

    private boolean areEightDigits() {
        return eightDigits > 0 && eightDigits == seen[Unit.SECONDS.ordinal()];
    }

    /** Whether a number is a date as 20000730. */
    private static boolean isEightDigits(long time) {
        try {
            return time >= FIRST_DATE
                    && time <= LAST_DATE
                    && LocalDate.of((int) time / 10_000, (int) time / 100 % 100, (int) time % 100) != null;
        } catch (DateTimeException e) {
            return false;
        }
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
        String what = dates > 0
                ? "times as ISO dates" + zones()
                : areEightDigits() ? "times as dates yyyymmdd (no zone: taken as UTC)" : "times in " + unit().label();
        return what + ", " + day(second(min)) + " to " + day(second(max));
    }

    private String zones() {
        if (zoned == dates) {
            return "";
        }
        return zoned == 0
                ? " (no zone: taken as UTC)"
                : String.format(Locale.ROOT, " (%,d of %,d without a zone: taken as UTC)", dates - zoned, dates);
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
