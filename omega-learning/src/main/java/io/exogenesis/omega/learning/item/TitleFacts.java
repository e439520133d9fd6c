package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.model.MediaItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
        Map<List<String>, Integer> numbers = new HashMap<>();
        List<List<String>> lists = new ArrayList<>();
        int[] years = new int[items.size()];
        int[] listOf = new int[years.length];
        for (int j = 0; j < years.length; j++) {
            MediaItem item = items.get(j);
            years[j] = item.year().orElse(0);
            listOf[j] = numbers.computeIfAbsent(item.genres(), list -> numbers.size());
            if (listOf[j] == lists.size()) {
                lists.add(item.genres());
            }
        }
        return of(years, listOf, lists);
    }

    /**
     * The same from numbers.
     *
     * @param years one a title, 0 where it is not known
     * @param listOf number of each title's list of genres
     * @param lists the lists of genres that occur, in the order in which they occur first
     */
    public static TitleFacts of(int[] years, int[] listOf, List<List<String>> lists) {
        int[] known = new int[years.length];
        int n = 0;
        for (int year : years) {
            if (year != 0) {
                known[n++] = year;
            }
        }
        Arrays.sort(known, 0, n);
        int first = n == 0 ? 0 : known[0];
        int median = n == 0 ? 0 : known[n / 2];
        Map<String, Integer> number = new HashMap<>();
        int[][] numbered = new int[lists.size()][];
        for (int list = 0; list < numbered.length; list++) {
            numbered[list] = numbered(lists.get(list), number);
        }
        int[][] genres = new int[years.length][];
        int[] since = new int[years.length];
        for (int j = 0; j < since.length; j++) {
            genres[j] = numbered[listOf[j]];
            since[j] = (years[j] == 0 ? median : years[j]) - first;
        }
        return new TitleFacts(first, since, genres, number.size());
    }

    private static int[] numbered(List<String> genres, Map<String, Integer> number) {
        int[] out = new int[genres.size()];
        int n = 0;
        for (String genre : new LinkedHashSet<>(genres)) {
            out[n++] = number.computeIfAbsent(genre, name -> number.size());
        }
        return Arrays.copyOf(out, n);
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

    /** Decade of a title, for instance 199 for the nineties. */
    int decade(int title) {
        return Math.floorDiv(firstYear + years[title], 10);
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
