package io.exogenesis.omega.vector.search;

import io.exogenesis.omega.model.MediaItem;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts as the terms of an index: lower case without accents, no function words, English endings cut off, and a decade as one
 * term ("90s", "nineties" and a title of 1994 meet in {@code 1990s}).
 */
final class SearchWords {
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+|[’']s\\b|[’'·]");
    private static final Pattern DECADE = Pattern.compile("(19|20)?(\\d)0s");

    /** From the twenties of the twentieth century on. */
    private static final List<String> DECADES =
            List.of("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties");

    /** Lucene's English stop words, and those that every catalogue of films says of every title. */
    private static final Set<String> NOT_SEARCHED = Set.of(
            ("a an and are as at be but by for from her his if in into is it its no not of on or such that the their then"
                            + " there these they this to was what who whose will with film films movie movies")
                    .split(" "));

    /** Longest first: the first that fits is cut off. */
    private static final List<String> ENDINGS = List.of("ings", "ing", "ers", "ese", "ian", "er", "ed", "y", "e");

    private SearchWords() {}

    /** The terms of a title beside those of its name: genres, description, year and decade. */
    static List<String> about(MediaItem item) {
        List<String> terms = new ArrayList<>(ofText(item.description()));
        for (String genre : item.genres()) {
            terms.addAll(ofText(genre));
        }
        item.year().ifPresent(year -> {
            terms.add(Integer.toString(year));
            terms.add(year / 10 * 10 + "s");
        });
        return terms;
    }

    /**
     * The terms of a text, in their order; empty if it has none but function words. By hand and not by expressions: a process
     * that was started for one search reads every title of its catalogue here first.
     */
    static List<String> ofText(String text) {
        String plain = plain(text);
        List<String> terms = new ArrayList<>();
        String before = "";
        int from = 0;
        for (int at = 0; at <= plain.length(); at++) {
            if (at < plain.length() && Character.isLetterOrDigit(plain.charAt(at))) {
                continue;
            }
            if (at > from) {
                String word = plain.substring(from, at);
                if (isScienceFiction(before, word)) {
                    terms.set(terms.size() - 1, "scifi");
                } else if (!NOT_SEARCHED.contains(word)) {
                    terms.add(word.endsWith("s") ? decade(word).orElseGet(() -> stem(word)) : stem(word));
                }
                before = word;
            }
            from = at + 1;
        }
        return terms;
    }

    private static boolean isScienceFiction(String before, String word) {
        return (before.equals("science") && word.equals("fiction")) || (before.equals("sci") && word.equals("fi"));
    }

    /** Lower case; without accents, apostrophes, a genitive's s, and the dot of WALL·E. */
    private static String plain(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (isAscii(lower) && lower.indexOf('\'') < 0) {
            return lower;
        }
        return ACCENTS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("");
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> decade(String word) {
        Matcher digits = DECADE.matcher(word);
        if (!Character.isDigit(word.charAt(0)) || !digits.matches()) {
            int tens = DECADES.indexOf(word) + 2;
            return tens < 2 ? Optional.empty() : Optional.of("19" + tens + "0s");
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
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
                return word;
            }
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
