package io.exogenesis.omega.vector.search;

import io.exogenesis.omega.model.MediaItem;
import java.util.List;
import java.util.Locale;

/**
 * Which titles may be in a list at all.
 *
 * @param genres a title must have one of them, whatever the case; empty: any
 * @param fromYear earliest year; 0: any
 * @param toYear latest year; 0: any. A title without a year passes only where neither is given
 */
public record TitleFilter(List<String> genres, int fromYear, int toYear) {
    public static final TitleFilter NONE = new TitleFilter(List.of(), 0, 0);

    public TitleFilter {
        genres = genres.stream().map(g -> g.toLowerCase(Locale.ROOT).strip()).toList();
    }

    /** The same with only these years. */
    public TitleFilter withYears(int from, int to) {
        return new TitleFilter(genres, from, to);
    }

    /** What both let through; years that exclude each other let nothing through. */
    TitleFilter and(TitleFilter other) {
        int to = toYear == 0 ? other.toYear : other.toYear == 0 ? toYear : Math.min(toYear, other.toYear);
        return new TitleFilter(genres.isEmpty() ? other.genres : genres, Math.max(fromYear, other.fromYear), to);
    }

    /** Whether a title may be in the list. */
    public boolean passes(MediaItem item) {
        boolean inTime = fromYear == 0 && toYear == 0
                || item.year().isPresent()
                        && item.year().getAsInt() >= fromYear
                        && (toYear == 0 || item.year().getAsInt() <= toYear);
        return inTime
                && (genres.isEmpty()
                        || item.genres().stream()
                                .anyMatch(g -> genres.contains(
                                        g.toLowerCase(Locale.ROOT).strip())));
    }
}
