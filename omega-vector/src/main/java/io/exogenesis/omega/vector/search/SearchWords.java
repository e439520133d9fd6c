package io.exogenesis.omega.vector.search;

import io.exogenesis.omega.model.MediaItem;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts as the terms of an index: lower case without accents, no function words, English endings cut off, and a decade as one
 * term ("90s", "nineties" and a title of 1994 meet in {@code 1990s}).
 */
final class SearchWords {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+|[’']s\\b|[’'·]");
    private static final Pattern SCIENCE_FICTION = Pattern.compile("\\bscience[ -]fiction\\b|\\bsci[ -]?fi\\b");
    private static final Pattern DECADE = Pattern.compile("(19|20)?(\\d)0s");
    private static final Pattern ENGLISH = Pattern.compile("[a-z]+");

    private static final Map<String, String> DECADES = Map.of(
            "twenties", "1920s",
            "thirties", "1930s",
            "forties", "1940s",
            "fifties", "1950s",
            "sixties", "1960s",
            "seventies", "1970s",
            "eighties", "1980s",
            "nineties", "1990s");

    /** Lucene's English stop words, and those that every catalogue of films says of every title. */
    private static final Set<String> NOT_SEARCHED = Set.of(
            ("a an and are as at be but by for from her his if in into is it its no not of on or such that the their then"
                            + " there these they this to was what who whose will with film films movie movies")
                    .split(" "));

    /** Longest first: the first that fits is cut off. */
    private static final List<String> ENDINGS = List.of("ings", "ing", "ers", "ese", "ian", "er", "ed", "y", "e");

    private SearchWords() {}

    /** The terms of a title: its name, genres, description, year and decade. */
    static List<String> ofTitle(MediaItem item) {
        List<String> terms = new ArrayList<>(ofText(item.title()));
        item.genres().forEach(genre -> terms.addAll(ofText(genre)));
        terms.addAll(ofText(item.description()));
        item.year().ifPresent(year -> {
            terms.add(Integer.toString(year));
            terms.add(year / 10 * 10 + "s");
        });
        return terms;
    }

    /** The terms of a text, in their order; empty if it has none but function words. */
    static List<String> ofText(String text) {
        String plain = ACCENTS.matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
                .replaceAll("");
        Matcher words = WORD.matcher(SCIENCE_FICTION.matcher(plain).replaceAll("scifi"));
        List<String> terms = new ArrayList<>();
        while (words.find()) {
            if (!NOT_SEARCHED.contains(words.group())) {
                terms.add(decade(words.group()).orElseGet(() -> stem(words.group())));
            }
        }
        return terms;
    }

    private static Optional<String> decade(String word) {
        Matcher digits = DECADE.matcher(word);
        if (!digits.matches()) {
            return Optional.ofNullable(DECADES.get(word));
        }
        String century = digits.group(1);
        if (century == null) {
            century = digits.group(2).compareTo("2") < 0 ? "20" : "19";
        }
        return Optional.of(century + digits.group(2) + "0s");
    }

    /*
     * Cuts more than Lucene's minimal English stemmer, which only knows plurals, and less than Porter's, which is in a module of
     * two megabytes: "boxing" meets "boxer" and "Japanese" meets "Japan". At least three letters stay.
     */
    static String stem(String word) {
        if (!ENGLISH.matcher(word).matches()) {
            return word;
        }
        String stem = singular(word);
        for (String ending : ENDINGS) {
            if (stem.endsWith(ending) && stem.length() - ending.length() >= 3) {
                stem = stem.substring(0, stem.length() - ending.length());
                break;
            }
        }
        int last = stem.length() - 1;
        boolean doubled = last >= 3 && stem.charAt(last) == stem.charAt(last - 1);
        return doubled && "sl".indexOf(stem.charAt(last)) < 0 ? stem.substring(0, last) : stem;
    }

    private static String singular(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.length() > 4 && word.endsWith("sses")) {
            return word.substring(0, word.length() - 2);
        }
        boolean plural = word.length() > 3
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("us")
                && !word.endsWith("is");
        return plural ? word.substring(0, word.length() - 1) : word;
    }
}
