package io.exogenesis.omega.vector.search;

import io.exogenesis.omega.model.MediaItem;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The names of a catalogue's titles, to be found whole or in part. A name is compared in lower case, without accents,
 * punctuation and a leading article. Immutable; about 100 bytes a title.
 */
final class TitleNames {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ARTICLE = Pattern.compile("^(the|a|an) (?=.)");
    /** A shorter text is part of too many names to say which is meant. */
    private static final int SHORTEST_PART = 3;

    /** How much of a name a text is. */
    enum Match {
        NONE,
        /** Its words stand in the name, in this order and beside each other. */
        PART,
        /** The name begins with it. */
        BEGINNING,
        WHOLE
    }

    private final String[] names;
    /** The first title of each name. */
    private final NavigableMap<String, Integer> first = new TreeMap<>();

    TitleNames(List<MediaItem> items) {
        names = new String[items.size()];
        for (int j = 0; j < names.length; j++) {
            names[j] = folded(items.get(j).title());
            first.putIfAbsent(names[j], j);
        }
    }

    /** As names are compared; empty for a text without letters and digits. */
    static String folded(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
                .replaceAll("")
                .replace("'", "")
                .replace("’", "");
        return ARTICLE.matcher(NO_WORD.matcher(plain).replaceAll(" ").strip()).replaceFirst("");
    }

    /** @param asked {@link #folded} */
    Match match(int title, String asked) {
        String name = names[title];
        if (asked.isEmpty() || !name.contains(asked)) {
            return Match.NONE;
        }
        if (name.length() == asked.length()) {
            return Match.WHOLE;
        }
        if (asked.length() < SHORTEST_PART || !(" " + name + " ").contains(" " + asked + " ")) {
            return Match.NONE;
        }
        return name.startsWith(asked) ? Match.BEGINNING : Match.PART;
    }

    /** Titles whose name a text is, whole or in part; reads each name once. */
    List<Integer> matching(String asked) {
        List<Integer> found = new ArrayList<>();
        for (int j = 0; j < names.length; j++) {
            if (match(j, asked) != Match.NONE) {
                found.add(j);
            }
        }
        return found;
    }

    /** The title of this very name, the first of the catalogue if there are several. */
    OptionalInt named(String text) {
        Integer title = first.get(folded(text));
        return title == null ? OptionalInt.empty() : OptionalInt.of(title);
    }

    /**
     * The title whose name is nearest to this text, if it may be a misspelling of the name; reads names of about its length.
     *
     * @param asked {@link #folded}
     */
    OptionalInt misspelt(String asked) {
        float most = 0;
        int best = -1;
        for (int j = 0; j < names.length; j++) {
            float closeness = Misspelling.closeness(asked, names[j]);
            if (closeness > most) {
                most = closeness;
                best = j;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /**
     * Whether a title's name is this text or begins with its words; reads no other name.
     *
     * @param asked {@link #folded}
     */
    boolean begin(String asked) {
        String next = first.ceilingKey(asked + " "); // a space comes before all that a name may have there
        return first.containsKey(asked) || (next != null && next.startsWith(asked + " "));
    }
}
