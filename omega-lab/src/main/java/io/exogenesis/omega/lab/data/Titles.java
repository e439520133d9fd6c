package io.exogenesis.omega.lab.data;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects the titles of a data set and finds them by the id that the data set gave them. */
final class Titles {
    /** "Toy Story (1995)": the year stands at the end in all MovieLens sets. */
    private static final Pattern WITH_YEAR = Pattern.compile("^(.*\\S)\\s*\\((\\d{4})\\)\\s*$");

    /** "American President, The (1995)": MovieLens files titles under their first word. */
    private static final Pattern ARTICLE_BEHIND = Pattern.compile("^(.*\\S), (The|A|An)$");

    /** A title may stand in several lines of its file. */
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final int FIRST_YEAR = 1870;
    private static final int LAST_YEAR = 2200;
    private static final int MAX_TITLE_BYTES = 300;
    private static final int MAX_GENRE_BYTES = 40;
    private static final int MAX_GENRES = 16;

    private final List<MediaItem> items = new ArrayList<>();
    private final Map<String, Integer> byId = new HashMap<>();
    private long repeated;
    private long unnamed;

    /**
     * Adds a title. Without a year of its own, one that stands behind the title in brackets is taken.
     *
     * @throws BrokenRow if no item can have this text, or the id stands for another title already
     */
    void add(String id, String titleAndYear, String ownYear, List<String> genres) {
        String title = SPACE.matcher(titleAndYear.strip()).replaceAll(" ");
        OptionalInt year = year(ownYear);
        Matcher m = WITH_YEAR.matcher(title);
        if (year.isEmpty() && m.matches()) {
            year = year(m.group(2));
            title = year.isPresent() ? m.group(1) : title;
        }
        if (title.isEmpty()) {
            unnamed++;
            title = id;
        }
        add(id, year.isPresent() ? ARTICLE_BEHIND.matcher(title).replaceFirst("$2 $1") : title, year, genres);
    }

    private static OptionalInt year(String text) {
        String digits = text.strip().replaceFirst("\\.0*$", "");
        int year = digits.matches("\\d{4}") ? Integer.parseInt(digits) : 0;
        return year >= FIRST_YEAR && year <= LAST_YEAR ? OptionalInt.of(year) : OptionalInt.empty();
    }

    private void add(String id, String title, OptionalInt year, List<String> genres) {
        List<String> known = genres.stream()
                .map(String::strip)
                .filter(g -> !g.isEmpty() && !g.equals("(no genres listed)") && !g.equals("unknown"))
                .map(g -> cut(g, MAX_GENRE_BYTES).strip())
                .distinct()
                .limit(MAX_GENRES)
                .toList();
        MediaItem item;
        try {
            item = MediaItem.builder(new MediaId(id), cut(title, MAX_TITLE_BYTES))
                    .year(year.orElse(0))
                    .genres(known)
                    .build();
        } catch (InvalidValueException e) {
            throw new BrokenRow(String.valueOf(e.getMessage()));
        }
        Integer before = byId.putIfAbsent(id, items.size());
        if (before == null) {
            items.add(item);
        } else if (items.get(before).equals(item)) {
            repeated++;
        } else {
            throw new BrokenRow("item " + Values.shown(id) + " stands here for the second time, with another text");
        }
    }

    /** Index of the title, made from its id alone if it was not described. */
    int indexOrAdd(String id) {
        Integer index = byId.get(id);
        if (index == null) {
            add(id, id, OptionalInt.empty(), List.of());
            return items.size() - 1;
        }
        return index;
    }

    /** @throws BrokenRow if there is no such title */
    int index(String id, String describedIn) {
        Integer index = byId.get(id);
        if (index == null) {
            throw new BrokenRow("item " + Values.shown(id) + " is not in " + describedIn);
        }
        return index;
    }

    /** Rows that described a title again, in the same words. */
    long repeated() {
        return repeated;
    }

    /** Rows without a title. */
    long unnamed() {
        return unnamed;
    }

    List<MediaItem> items() {
        return items;
    }

    private static String cut(String text, int most) {
        String out = text;
        while (out.getBytes(StandardCharsets.UTF_8).length > most) {
            out = out.substring(0, out.offsetByCodePoints(out.length(), -1));
        }
        return out;
    }
}
