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

    private static final int MAX_TITLE_BYTES = 300;
    private static final int MAX_GENRES = 16;

    private final List<MediaItem> items = new ArrayList<>();
    private final Map<String, Integer> byId = new HashMap<>();

    /** Adds a title whose year stands behind it in brackets. */
    void add(String id, String titleWithYear, List<String> genres, Lines at) {
        Matcher m = WITH_YEAR.matcher(titleWithYear.strip());
        OptionalInt year = OptionalInt.empty();
        String title = titleWithYear.strip();
        if (m.matches()) {
            int y = Integer.parseInt(m.group(2));
            if (y >= 1870 && y <= 2200) {
                year = OptionalInt.of(y);
                title = ARTICLE_BEHIND.matcher(m.group(1)).replaceFirst("$2 $1");
            }
        }
        if (title.isEmpty()) {
            throw at.wrong("the title is empty");
        }
        add(id, title, year, genres, at);
    }

    private void add(String id, String title, OptionalInt year, List<String> genres, Lines at) {
        List<String> known = genres.stream()
                .map(String::strip)
                .filter(g -> !g.isEmpty() && !g.equals("(no genres listed)") && !g.equals("unknown"))
                .limit(MAX_GENRES)
                .toList();
        if (byId.putIfAbsent(id, items.size()) != null) {
            throw at.wrong("item " + Fields.shown(id) + " stands here for the second time");
        }
        try {
            items.add(new MediaItem(new MediaId(id), cut(title), year, known, MediaItem.Kind.MOVIE));
        } catch (InvalidValueException e) {
            throw at.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** Index of the title, made from its id alone if it was not described. */
    int indexOrAdd(String id, Lines at) {
        Integer index = byId.get(id);
        if (index == null) {
            add(id, id, OptionalInt.empty(), List.of(), at);
            return items.size() - 1;
        }
        return index;
    }

    int index(String id, String describedIn, Lines at) {
        Integer index = byId.get(id);
        if (index == null) {
            throw at.wrong("item " + Fields.shown(id) + " is not in " + describedIn);
        }
        return index;
    }

    List<MediaItem> items() {
        return items;
    }

    private static String cut(String title) {
        String out = title;
        while (out.getBytes(StandardCharsets.UTF_8).length > MAX_TITLE_BYTES) {
            out = out.substring(0, out.offsetByCodePoints(out.length(), -1));
        }
        return out;
    }
}
