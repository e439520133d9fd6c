package io.exogenesis.omega.viewer.cli.history;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as services write them: three numbers in the order of the viewer's country. Four digits in front are a year; behind points
 * or dashes the day comes first; with slashes the whole file tells whether the month or the day does.
 */
final class Dates {
    private static final Pattern NUMBERS =
            Pattern.compile("^(\\d{1,4})\\s*([./-])\\s*(\\d{1,2})\\s*[./-]\\s*(\\d{1,4})\\s*(\\.?)$");
    private static final Instant YEAR_10000 = Instant.ofEpochSecond(253_402_300_800L);
    /** Where in its day a date without a time is put. */
    static final Duration NOON = Duration.ofHours(12);

    private static final int CENTURY = 2000;
    private static final int MOST_MONTHS = 12;
    /** Streaming, and the years that have two digits, began after it. */
    private static final int TWO_DIGITS = 100;

    private final boolean dayFirst;

    private Dates(boolean dayFirst) {
        this.dayFirst = dayFirst;
    }

    /** The order of day and month that fits the dates of a file, which lists them from the newest or from the oldest on. */
    static Dates fitting(List<String> dates) {
        Dates monthFirst = new Dates(false);
        Dates dayFirst = new Dates(true);
        return dayFirst.misfits(dates) < monthFirst.misfits(dates) ? dayFirst : monthFirst;
    }

    /** How many dates are none, and if all are: how many are out of order. */
    private long misfits(List<String> dates) {
        List<LocalDate> read = dates.stream().flatMap(d -> tried(d).stream()).toList();
        long none = (long) dates.size() - read.size();
        long falling = 0;
        long rising = 0;
        for (int i = 1; i < read.size(); i++) {
            int order = read.get(i).compareTo(read.get(i - 1));
            falling += order < 0 ? 1 : 0;
            rising += order > 0 ? 1 : 0;
        }
        return none * dates.size() + Math.min(falling, rising);
    }

    private List<LocalDate> tried(String date) {
        try {
            noon(date);
            return List.of(day(date));
        } catch (DateTimeException e) {
            return List.of();
        }
    }

    static boolean isDate(String text) {
        return !new Dates(false).tried(text).isEmpty()
                || !new Dates(true).tried(text).isEmpty();
    }

    /**
     * Noon UTC of a day, which is the same day nearly everywhere.
     *
     * @throws DateTimeException if the text is no date
     */
    Instant noon(String text) {
        return noonOf(day(text));
    }

    /** Noon UTC of a day in the form 2023-12-31. */
    static Instant isoNoon(String text) {
        return noonOf(LocalDate.parse(text.strip()));
    }

    /** A time such as 2023-12-31 20:15:00, in UTC. */
    static Instant utc(String text) {
        return sensible(LocalDateTime.parse(text.strip().replace(' ', 'T')).toInstant(ZoneOffset.UTC));
    }

    /** A time that an event can have ({@link io.exogenesis.omega.viewer.ViewerEvent#at}). */
    static Instant sensible(Instant at) {
        if (at.isBefore(Instant.EPOCH) || !at.isBefore(YEAR_10000)) {
            throw new DateTimeException("not between 1970 and 9999");
        }
        return at;
    }

    private static Instant noonOf(LocalDate day) {
        return sensible(day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(NOON));
    }

    private LocalDate day(String text) {
        Matcher parts = NUMBERS.matcher(text.strip());
        if (!parts.matches()) {
            throw new DateTimeException("no date");
        }
        int first = Integer.parseInt(parts.group(1));
        int second = Integer.parseInt(parts.group(3));
        int third = Integer.parseInt(parts.group(4));
        // 2023-12-31, 2023/12/31 and 23. 12. 31.
        if (parts.group(1).length() > 2
                || !parts.group(5).isEmpty() && parts.group(4).length() <= 2) {
            return LocalDate.of(year(first), second, third);
        }
        boolean slashes = parts.group(2).equals("/");
        // where only one order can be, it is that one
        boolean day = first > MOST_MONTHS || second <= MOST_MONTHS && (!slashes || dayFirst);
        return day ? LocalDate.of(year(third), second, first) : LocalDate.of(year(third), first, second);
    }

    private static int year(int year) {
        return year < TWO_DIGITS ? CENTURY + year : year;
    }
}
