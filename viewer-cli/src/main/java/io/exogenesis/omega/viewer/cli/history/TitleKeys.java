package io.exogenesis.omega.viewer.cli.history;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What remains of a title's name when accents, case, punctuation and the place of its article do not matter. */
final class TitleKeys {
    /** A title of a catalogue has at most 500 characters; a longer name is none. */
    private static final int MAX_NAME = 1_000;

    private static final String ENGLISH = "the|an|a";
    private static final String ARTICLES = ENGLISH
            + "|le|la|les|un|une|des|el|los|las|una|unos|unas|il|lo|gli|i|uno|der|die|das|den|dem|ein|eine|o|os|as|um|uma"
            + "|de|het|een|en|et|ett|det";
    private static final Pattern LEADING = Pattern.compile("^(?:(?:" + ARTICLES + ")\\s+|l['’]\\s*)(?=\\S)");
    private static final Pattern LEADING_ENGLISH = Pattern.compile("^(?:" + ENGLISH + ")\\s+(?=\\S)");
    private static final Pattern TRAILING =
            Pattern.compile("^(.*\\S)\\s*,\\s*(" + ARTICLES + "|l['’])$", Pattern.DOTALL);
    private static final Pattern IN_BRACKETS = Pattern.compile("\\(([^()]*)\\)");
    private static final Pattern ALSO_KNOWN = Pattern.compile("^a\\.?k\\.?a\\.?\\s+", Pattern.CASE_INSENSITIVE);
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’‘ʼ`´]");
    private static final Pattern AND = Pattern.compile("[&+]");
    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** Letters that have no decomposition, and are written without their stroke where a keyboard lacks them. */
    private static final Map<String, String> LETTERS =
            Map.of("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i");

    private TitleKeys() {}

    /** The key with the article, which stands first. */
    static String exact(String name) {
        return letters(arranged(name));
    }

    /** The key without an article of any language that titles often have. */
    static String loose(String name) {
        return letters(LEADING.matcher(arranged(name)).replaceFirst(""));
    }

    /** The key without an English article. */
    static String looseEnglish(String name) {
        return letters(LEADING_ENGLISH.matcher(arranged(name)).replaceFirst(""));
    }

    /** A name, and the same without what stands in brackets. */
    static List<String> spellings(String name) {
        String whole = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
        String without = IN_BRACKETS.matcher(whole).replaceAll(" ");
        return Stream.of(whole, without)
                .filter(n -> !n.isBlank())
                .map(String::strip)
                .distinct()
                .toList();
    }

    /** The names that a catalogue's title has: its spellings, and the other names that stand in brackets. */
    static List<String> names(String title) {
        List<String> names = new ArrayList<>(spellings(title));
        Matcher brackets = IN_BRACKETS.matcher(title);
        while (brackets.find()) {
            names.add(ALSO_KNOWN.matcher(brackets.group(1).strip()).replaceFirst(""));
        }
        names.removeIf(String::isBlank);
        return names;
    }

    /** In lower case, with an article that stands behind a comma in front. */
    private static String arranged(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        Matcher trailing = TRAILING.matcher(lower);
        if (!trailing.matches()) {
            return lower;
        }
        boolean elided = trailing.group(2).endsWith("'") || trailing.group(2).endsWith("’");
        return trailing.group(2) + (elided ? "" : " ") + trailing.group(1);
    }

    private static String letters(String lower) {
        String plain =
                MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
        for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
            plain = plain.replace(letter.getKey(), letter.getValue());
        }
        String words = APOSTROPHES.matcher(plain).replaceAll("");
        String key = OTHERS.matcher(AND.matcher(words).replaceAll(" and "))
                .replaceAll(" ")
                .strip();
        // a title of signs alone, such as $, is known by them
        return key.isEmpty() ? plain : key;
    }
}
