package io.exogenesis.omega.viewer.cli.history;

import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.cli.history.SoughtTitle.Form;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Netflix' viewing activity: a title and a day, with headings in the viewer's language; or the file of the same name among all
 * that Netflix knows, which has lengths and profiles. Series are named "Show: Season 1: "Episode"".
 */
final class NetflixHistory {
    private static final String ACTIVITY = "Netflix viewing activity";
    private static final String DETAILED = "Netflix ViewingActivity";
    /**
     * What a row without a length counts as: it was begun, and nobody knows whether it was seen to its end. Half of what a view
     * may be worth.
     */
    private static final Duration UNKNOWN_LENGTH = Duration.ofMinutes(40);
    /** Shorter is a preview that began by itself. */
    private static final Duration LEAST = Duration.ofMinutes(1);

    private static final Duration MOST = Duration.ofDays(1);
    private static final Pattern LENGTH = Pattern.compile("^(\\d{1,3}):(\\d{2}):(\\d{2})$");

    private NetflixHistory() {}

    static boolean isActivity(CsvTable table) {
        return table.names().size() == 2
                && (table.has("title", "date")
                        || !table.rows().isEmpty()
                                && table.rows().getFirst().fields().size() == 2
                                && Dates.isDate(table.rows().getFirst().fields().getLast()));
    }

    static ForeignHistory read(CsvTable table) {
        table.rows().forEach(row -> table.check(row, ACTIVITY, ""));
        Dates dates = Dates.fitting(
                table.rows().stream().map(row -> row.fields().getLast()).toList());
        List<ForeignEntry> entries = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            String date = row.fields().getLast();
            try {
                entries.add(watched(row.fields().getFirst(), dates.noon(date), UNKNOWN_LENGTH));
            } catch (DateTimeException e) {
                throw table.file()
                        .bad(
                                row.line(),
                                "a date is written as 12/31/23, 31.12.2023 or 2023-12-31, not '"
                                        + CsvTable.shortened(date) + "'",
                                ACTIVITY);
            }
        }
        return new ForeignHistory(ACTIVITY, entries);
    }

    private static ForeignEntry watched(String title, Instant at, Duration length) {
        SoughtTitle sought = SoughtTitle.of(Form.FILM_OR_EPISODE, OptionalInt.empty(), title);
        return new ForeignEntry(sought, at, java.util.OptionalDouble.empty(), length);
    }

    /** A title of a day, whose parts count as one. */
    private record Sitting(String title, LocalDate day) {}

    private record Watched(Instant at, Duration length) {
        Watched and(Watched other) {
            Duration both = length.plus(other.length);
            return new Watched(at.isAfter(other.at) ? at : other.at, both.compareTo(MOST) > 0 ? MOST : both);
        }
    }

    static ForeignHistory readDetailed(CsvTable table, String profile) {
        String whose = profile(table, profile);
        Map<Sitting, Watched> sittings = new LinkedHashMap<>();
        for (CsvTable.Row row : table.rows()) {
            table.check(row, DETAILED, "");
            // trailers and what ran beside a menu
            boolean previews = !table.text(row, "supplemental video type").isEmpty();
            if (!previews && table.text(row, "profile name").equals(whose)) {
                Watched part = part(table, row);
                LocalDate day = LocalDate.ofInstant(part.at, ZoneOffset.UTC);
                sittings.merge(new Sitting(table.text(row, "title"), day), part, Watched::and);
            }
        }
        List<ForeignEntry> entries = new ArrayList<>();
        sittings.forEach((sitting, watched) -> {
            if (watched.length.compareTo(LEAST) >= 0) {
                entries.add(watched(sitting.title, watched.at, watched.length));
            }
        });
        return new ForeignHistory(DETAILED, entries);
    }

    private static String profile(CsvTable table, String profile) {
        TreeSet<String> profiles = new TreeSet<>();
        table.rows().forEach(row -> {
            table.check(row, DETAILED, "");
            profiles.add(table.text(row, "profile name"));
        });
        if (profile.isEmpty() && profiles.size() <= 1) {
            return profiles.isEmpty() ? "" : profiles.first();
        }
        if (!profiles.contains(profile)) {
            throw new ViewerException(table.file().name() + " tells of the profiles "
                    + CsvTable.shortened(String.join(", ", profiles)) + ": name one of them with --profile");
        }
        return profile;
    }

    private static Watched part(CsvTable table, CsvTable.Row row) {
        String time = table.text(row, "start time");
        Matcher length = LENGTH.matcher(table.text(row, "duration"));
        try {
            if (length.matches()) {
                return new Watched(
                        Dates.utc(time),
                        Duration.ofHours(Long.parseLong(length.group(1)))
                                .plusMinutes(Long.parseLong(length.group(2)))
                                .plusSeconds(Long.parseLong(length.group(3))));
            }
        } catch (DateTimeException e) {
            throw table.file()
                    .bad(
                            row.line(),
                            "a time is written 2023-12-31 20:15:00, not '" + CsvTable.shortened(time) + "'",
                            DETAILED);
        }
        throw table.file()
                .bad(
                        row.line(),
                        "a duration is written 01:32:11, not '" + CsvTable.shortened(table.text(row, "duration")) + "'",
                        DETAILED);
    }
}
