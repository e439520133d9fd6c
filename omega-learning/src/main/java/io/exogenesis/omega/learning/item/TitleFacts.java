package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.model.MediaItem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a catalogue says about its titles in plain words: year and genres, by the catalogue's index. Immutable; one a process.
 * A title without a year counts as of the median year, one without genres resembles no genre.
 */
public final class TitleFacts {
    private final int firstYear;
    /** Year minus {@link #firstYear}. */
    private final int[] years;
    /** Genres of each title, as numbers. */
    private final int[][] genres;

    private final int genreCount;

    private TitleFacts(int firstYear, int[] years, int[][] genres, int genreCount) {
        this.firstYear = firstYear;
        this.years = years;
        this.genres = genres;
        this.genreCount = genreCount;
    }

    /** @param items in the order of the catalogue's content */
    public static TitleFacts of(List<MediaItem> items) {
        int[] known = new int[items.size()];
        int n = 0;
        for (MediaItem item : items) {
            if (item.year().isPresent()) {
                known[n++] = item.year().getAsInt();
            }
        }
        Arrays.sort(known, 0, n);
        int first = n == 0 ? 0 : known[0];
        int median = n == 0 ? 0 : known[n / 2];
        Map<String, Integer> number = new HashMap<>();
        Map<List<String>, int[]> numbers = new HashMap<>(); // of the lists that occur: far fewer than titles
        int[][] genres = new int[items.size()][];
        int[] years = new int[items.size()];
        for (int j = 0; j < years.length; j++) {
            MediaItem item = items.get(j);
            genres[j] = numbers.computeIfAbsent(item.genres(), list -> numbered(list, number));
            years[j] = item.year().orElse(median) - first;
        }
        return new TitleFacts(first, years, genres, number.size());
    }

    private static int[] numbered(List<String> genres, Map<String, Integer> number) {
        return genres.stream()
                .distinct()
                .mapToInt(g -> number.computeIfAbsent(g, name -> number.size()))
                .toArray();
    }

    /** Nothing but the number of titles: all of one year, without genres. */
    public static TitleFacts none(int titles) {
        int[][] genres = new int[titles][0];
        return new TitleFacts(0, new int[titles], genres, 0);
    }

    /** Number of titles. */
    public int size() {
        return years.length;
    }

    /** Years from the oldest title to the newest, at least 1. */
    int span() {
        return Arrays.stream(years).max().orElse(0) + 1;
    }

    /** Year of a title, counted from the oldest one's. */
    int year(int title) {
        return years[title];
    }

    int genreCount() {
        return genreCount;
    }

    int[] genres(int title) {
        return genres[title];
    }

    @Override
    public String toString() {
        return "TitleFacts[" + years.length + " titles from " + firstYear + " on, " + genreCount + " genres]";
    }
}
