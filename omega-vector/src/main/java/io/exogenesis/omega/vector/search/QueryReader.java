package io.exogenesis.omega.vector.search;

import io.exogenesis.omega.model.MediaItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads out of a text what rules understand: a title to resemble, words to keep out, an era, a mood. What is left is searched.
 * English only; what no rule understands stays in the text. A text that is the name of a title, whole or its beginning, is
 * read as that name.
 */
final class QueryReader {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern LIKE = Pattern.compile(
            "\\b(?:(?:movies?|films?|series|something|anything|titles?)\\s+)?(?:like|similar to|in the style of|reminiscent of)\\s+",
            FLAGS);
    /** Between a "not" and what is not wanted. */
    private static final String BETWEEN_NOT =
            "(?:(?:any|a|an|the|too|so|very|much|many|for|about|with|in|of|like)\\s+)*";
    /** What begins another wish and names nothing to keep out. */
    private static final String NO_WORD = "(?!(?:from|like|with|for|about|in|of|but|something|anything|the|a|an)\\b)";

    private static final Pattern NOT = Pattern.compile(
            "\\b(?:(?:but|and)\\s+)?(?:without|no|not|nothing with|except(?: for)?|avoid(?:ing)?|other than)\\s+"
                    + BETWEEN_NOT,
            FLAGS);
    private static final Pattern AVOID = Pattern.compile(
            NOT.pattern() + "(" + NO_WORD + "[\\p{L}\\p{N}'’-]+(?:(?:\\s*,\\s*|\\s+(?:and|or|nor)\\s+)" + NO_WORD
                    + "[\\p{L}\\p{N}'’-]+)*)",
            FLAGS);
    private static final Pattern BETWEEN = Pattern.compile(
            "\\b(?:(?:from|between)\\s+)?((?:18|19|20)\\d\\d)\\s*(?:-|–|to|and|until)\\s*((?:18|19|20)\\d\\d)\\b",
            FLAGS);
    private static final Pattern BEFORE = Pattern.compile(
            "\\b(before|until|up to|older than|after|since|newer than|later than)\\s+((?:18|19|20)\\d\\d)s?\\b", FLAGS);
    private static final Pattern DECADE = Pattern.compile(
            "\\b(?:(?:from|in|of|out of)\\s+)?(?:the\\s+)?(?:(?:early|mid|late)[\\s-]+)?(?:nineteen[\\s-]+)?"
                    + "((?:18|19|20)?\\d0'?s|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)(?![\\p{L}\\p{N}])",
            FLAGS);
    private static final Pattern YEAR = Pattern.compile("\\b(?:from|in|of)\\s+((?:18|19|20)\\d\\d)\\b", FLAGS);
    /** A name ends here at the latest. */
    private static final Pattern NAME_ENDS =
            Pattern.compile("[,;]|\\b(?:but|without|from the|not|no|except|in the)\\b", FLAGS);

    private static final Pattern SPACES = Pattern.compile("[\\s,;]+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}][\\p{L}'’-]*");
    /** The longest name of a title that is tried, in words. */
    private static final int LONGEST_NAME = 12;

    private final List<MediaItem> items;
    private final TitleNames names;

    QueryReader(List<MediaItem> items, TitleNames names) {
        this.items = items;
        this.names = names;
    }

    AskedQuery read(String text) {
        String folded = TitleNames.folded(text);
        boolean isName = names.matching(folded).stream()
                .map(j -> names.match(j, folded))
                .anyMatch(m -> m == TitleNames.Match.WHOLE || m == TitleNames.Match.BEGINNING);
        if (isName) {
            return new AskedQuery(text, text, Optional.empty(), List.of(), TitleFilter.NONE, List.of());
        }
        Reading reading = new Reading(text);
        reading.like();
        reading.avoidNames();
        reading.avoid();
        reading.years();
        reading.moods();
        return reading.read();
    }

    /** One text while it is read. */
    private final class Reading {
        private final String text;
        private String left;
        private Optional<MediaItem> like = Optional.empty();
        private final List<String> avoid = new ArrayList<>();
        private TitleFilter years = TitleFilter.NONE;
        private final List<String> moods = new ArrayList<>();

        Reading(String text) {
            this.text = text;
            this.left = text;
        }

        AskedQuery read() {
            String words = SPACES.matcher(left).replaceAll(" ").strip();
            return new AskedQuery(text, SearchWords.ofText(words).isEmpty() ? "" : words, like, avoid, years, moods);
        }

        private void cut(int from, int to) {
            left = left.substring(0, from) + " " + left.substring(to);
        }

        /** The longest text behind the word that is a title's name. */
        void like() {
            Matcher found = LIKE.matcher(left);
            while (found.find()) {
                int from = found.end();
                Matcher ends = NAME_ENDS.matcher(left);
                int end = ends.find(from) ? ends.start() : left.length();
                // a name may hold such a word itself
                int to = named(from, left.length());
                to = to < 0 ? named(from, end) : to;
                if (to > 0) {
                    like = Optional.of(
                            items.get(names.named(left.substring(from, to)).orElseThrow()));
                    cut(found.start(), to);
                    return;
                }
            }
        }

        /** Where the longest name from {@code from} ends; −1 if there is none. At most {@value #LONGEST_NAME} words are read. */
        private int named(int from, int end) {
            for (int to : wordEnds(from, end).reversed()) {
                OptionalInt title = names.named(left.substring(from, to));
                if (title.isPresent()) {
                    return to;
                }
            }
            return -1;
        }

        private List<Integer> wordEnds(int from, int end) {
            List<Integer> ends = new ArrayList<>();
            for (int at = from; at <= end && ends.size() < LONGEST_NAME; at++) {
                boolean isEnd = at == end || !Character.isLetterOrDigit(left.charAt(at));
                if (isEnd && at > from && Character.isLetterOrDigit(left.charAt(at - 1))) {
                    ends.add(at);
                }
            }
            return ends;
        }

        /** Names first: of one that is not wanted no word may stay in the text, where it would be wanted. */
        void avoidNames() {
            Matcher found = NOT.matcher(left);
            List<MatchResult> all = found.results().toList();
            for (MatchResult match : all.reversed()) {
                int to = nameOrItsBeginning(match.end());
                if (to > 0) {
                    avoid.addFirst(left.substring(match.end(), to).strip());
                    cut(match.start(), to);
                }
            }
        }

        /** Where the longest text of two words and more from {@code from} ends that a title's name is or begins with; −1 if none is. */
        private int nameOrItsBeginning(int from) {
            List<Integer> ends = wordEnds(from, left.length());
            for (int to : ends.subList(Math.min(1, ends.size()), ends.size()).reversed()) {
                String name = TitleNames.folded(left.substring(from, to));
                if (name.indexOf(' ') > 0 && names.begin(name)) {
                    return to;
                }
            }
            return -1;
        }

        void avoid() {
            Matcher found = AVOID.matcher(left);
            List<MatchResult> all = found.results().toList();
            for (MatchResult match : all.reversed()) {
                avoid.addAll(0, List.of(match.group(1).strip().split("(?:\\s*,\\s*|\\s+(?:and|or|nor)\\s+)")));
                cut(match.start(), match.end());
            }
        }

        void years() {
            Matcher between = BETWEEN.matcher(left);
            if (between.find()) {
                int a = Integer.parseInt(between.group(1));
                int b = Integer.parseInt(between.group(2));
                within(between, Math.min(a, b), Math.max(a, b));
                return;
            }
            Matcher before = BEFORE.matcher(left);
            if (before.find()) {
                int year = Integer.parseInt(before.group(2));
                boolean earlier = before.group(1).toLowerCase(Locale.ROOT).matches("before|until|up to|older than");
                boolean with = before.group(1).toLowerCase(Locale.ROOT).matches("until|up to|since");
                if (earlier) {
                    within(before, 0, with ? year : year - 1);
                } else {
                    within(before, with ? year : year + 1, 0);
                }
                return;
            }
            Matcher decade = DECADE.matcher(left);
            Matcher year = YEAR.matcher(left);
            if (decade.find()) {
                int first = firstYear(decade.group(1));
                within(decade, first, first + 9);
            } else if (year.find()) {
                int only = Integer.parseInt(year.group(1));
                within(year, only, only);
            }
        }

        private void within(Matcher found, int from, int to) {
            years = TitleFilter.NONE.withYears(from, to);
            cut(found.start(), found.end());
        }

        /** As {@link SearchWords} reads a decade: "80s" are the 1980s, "10s" the 2010s. */
        private static int firstYear(String decade) {
            String term =
                    SearchWords.ofText(decade.replace("'", "").replace("’", "")).getFirst();
            return Integer.parseInt(term.substring(0, 4));
        }

        /** Words of mood stay in the text, too: some descriptions have them. */
        void moods() {
            WORD.matcher(left)
                    .results()
                    .map(MatchResult::group)
                    .filter(word -> Moods.of(mood(word)).isPresent())
                    .distinct()
                    .forEach(moods::add);
        }
    }

    /** As {@link Moods} knows it. */
    static String mood(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("['’-]", "");
    }
}
