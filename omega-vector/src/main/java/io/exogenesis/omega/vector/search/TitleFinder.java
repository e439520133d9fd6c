package io.exogenesis.omega.vector.search;

import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.arithmetic.TopRows;
import io.exogenesis.omega.vector.embed.Embedder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Titles by natural words, each with reasons: names first, then what resembles a title that was named, fits the words or the mood.
 * What is to be avoided and what a filter excludes is in no answer, whatever its name. Immutable but for what the first search
 * makes; thread-safe.
 *
 * <p>A search goes through all titles some five times: 100,000 titles take about a tenth of a second.
 */
public final class TitleFinder {
    /** Most titles of an answer. */
    public static final int MAX_FOUND = 200;
    /** Of a resemblance beside the words, both as z-scores: who names a title means it more than the words around it. */
    private static final double LIKE = 1.5;
    /** Of a mood: genres are a coarse hint, so it reorders what the words found and outweighs none of it. */
    private static final double MOOD = 1;
    /** Names that match rank above whatever only resembles: above any z-score of 100,000 titles. */
    private static final double NAME = 100;

    private final List<MediaItem> items;
    private final TitleSearch search;
    private volatile @Nullable TitleNames names;

    /** @param items in the order of {@code search} */
    public TitleFinder(List<MediaItem> items, TitleSearch search) {
        this.items = items;
        this.search = search;
    }

    /**
     * An answer.
     *
     * @param asked what the text was understood to ask for
     * @param titles best first; each is nearer to what was asked than the average title
     * @param fits whether a name, a resemblance, a mood, an era or the words themselves led there; if not, {@code titles} is empty
     * @param meant where the text is no name: a title whose name it is but for a letter or two
     */
    public record Answer(AskedQuery asked, List<FoundTitle> titles, boolean fits, Optional<MediaItem> meant) {
        public Answer {
            titles = List.copyOf(titles);
        }
    }

    /* Two threads may both make it, which is harmless. */
    private TitleNames names() {
        TitleNames made = names;
        if (made == null) {
            made = new TitleNames(items);
            names = made;
        }
        return made;
    }

    /**
     * Searches.
     *
     * @param text not blank
     * @param filter beside what the text itself excludes
     * @param limit 1 to {@value #MAX_FOUND}
     * @param embedder of the catalogue's vectors; empty: by the words alone
     */
    public Answer find(String text, TitleFilter filter, int limit, Optional<Embedder> embedder) {
        if (limit < 1 || limit > MAX_FOUND) {
            throw new IllegalArgumentException("an answer has 1 to " + MAX_FOUND + " titles, not " + limit);
        }
        AskedQuery asked = new QueryReader(items, names()).read(text);
        Scoring scoring = new Scoring(asked, embedder);
        BitSet left = left(asked, filter);
        List<FoundTitle> titles = new ArrayList<>();
        if (scoring.fits) {
            TopRows top = new TopRows(limit);
            left.stream().filter(scoring::takesPart).forEach(j -> top.offer(j, (float) scoring.of(j)));
            top.best().stream()
                    .filter(m -> m.score() > 0 || scoring.parts.isEmpty())
                    .forEach(m -> titles.add(new FoundTitle(items.get(m.row()), m.score(), scoring.reasons(m.row()))));
        }
        return new Answer(asked, titles, scoring.fits, scoring.meant());
    }

    /**
     * Titles that resemble one, best first, without it.
     *
     * @param title its place in the catalogue
     */
    public List<MediaItem> like(int title, int limit) {
        float[] near = search.space().rows().dots(search.space().rows().floats(title));
        near[title] = Float.NEGATIVE_INFINITY;
        TopRows top = new TopRows(limit);
        IntStream.range(0, near.length).forEach(j -> top.offer(j, near[j]));
        return top.best().stream()
                .filter(m -> m.row() != title)
                .map(m -> items.get(m.row()))
                .toList();
    }

    private BitSet left(AskedQuery asked, TitleFilter filter) {
        TitleFilter both = filter.and(asked.years());
        BitSet left = new BitSet(items.size());
        IntStream.range(0, items.size()).filter(j -> both.passes(items.get(j))).forEach(left::set);
        asked.avoid().forEach(word -> left.andNot(holding(word)));
        return left;
    }

    /** Of a name of several words: titles that have it in their name, or all of its words that are searched for. */
    private BitSet holding(String avoided) {
        String name = TitleNames.folded(avoided);
        if (name.indexOf(' ') < 0) {
            return search.holding(avoided);
        }
        BitSet all = new BitSet(items.size());
        Arrays.stream(name.split(" "))
                .filter(word -> !SearchWords.ofText(word).isEmpty())
                .map(search::holding)
                .reduce((some, others) -> {
                    some.and(others);
                    return some;
                })
                .ifPresent(all::or);
        names().matching(name).forEach(all::set);
        return all;
    }

    /** The scores of one search. */
    private final class Scoring {
        private final AskedQuery asked;
        private final TitleNames.Match[] matches;
        private final List<IntToDoubleFunction> parts = new ArrayList<>();
        private final String name;
        private final boolean isName;
        private final int like;
        private final boolean wordsFit;
        private final boolean fits;

        Scoring(AskedQuery asked, Optional<Embedder> embedder) {
            this.asked = asked;
            this.matches = new TitleNames.Match[items.size()];
            this.name = TitleNames.folded(asked.text());
            List<Integer> named = names().matching(name);
            named.forEach(j -> matches[j] = names().match(j, name));
            isName = !named.isEmpty();
            like = asked.like().map(items::indexOf).orElse(-1);
            boolean words = false;
            if (!asked.words().isEmpty()) {
                TitleSearch.Found found = embedder.map(e -> search.find(asked.words(), e))
                        .orElseGet(() -> search.findByWords(asked.words()));
                words = found.fits();
                if (words) {
                    parts.add(j -> found.scores()[j]);
                }
            }
            wordsFit = words;
            if (like >= 0) {
                float[] near = TitleSearch.zScores(
                        search.space().rows().dots(search.space().rows().floats(like)));
                parts.add(j -> LIKE * near[j]);
            }
            asked.moods().stream()
                    .flatMap(m -> Moods.of(QueryReader.mood(m)).stream())
                    .forEach(mood -> parts.add(j -> MOOD * mood.of(items.get(j).genres())));
            boolean era =
                    !asked.years().equals(TitleFilter.NONE) && asked.words().isEmpty();
            boolean onlyAvoids = !asked.avoid().isEmpty() && asked.words().isEmpty();
            fits = isName || wordsFit || like >= 0 || !asked.moods().isEmpty() || era || onlyAvoids;
        }

        Optional<MediaItem> meant() {
            return isName || like >= 0
                    ? Optional.empty()
                    : names().misspelt(name).stream().mapToObj(items::get).findFirst();
        }

        /** Where nothing but a name fits, names alone are the answer; the title that the others should resemble is none. */
        boolean takesPart(int j) {
            boolean onlyNames = parts.isEmpty() && !asked.words().isEmpty();
            return j != like && (!onlyNames || matches[j] != null);
        }

        double of(int j) {
            double score = matches[j] == null ? 0 : NAME * matches[j].ordinal();
            for (IntToDoubleFunction part : parts) {
                score += part.applyAsDouble(j);
            }
            return score;
        }

        List<String> reasons(int j) {
            List<String> reasons = new ArrayList<>();
            MediaItem item = items.get(j);
            if (matches[j] == TitleNames.Match.WHOLE) {
                reasons.add("Its title is what you typed");
            } else if (matches[j] != null) {
                reasons.add("What you typed is part of its title");
            }
            asked.like().ifPresent(l -> reasons.add("Close in content to " + named(l)));
            if (wordsFit && matches[j] == null) {
                reasons.add("Fits \"" + asked.words() + "\"");
            }
            for (String mood : asked.moods()) {
                Moods.of(QueryReader.mood(mood))
                        .filter(m -> m.of(item.genres()) > 0)
                        .ifPresent(m -> reasons.add("Its genres suit \"" + mood + "\""));
            }
            if (!asked.years().equals(TitleFilter.NONE)) {
                item.year().ifPresent(year -> reasons.add("From " + year + ", the time you asked for"));
            }
            if (!asked.avoid().isEmpty()) {
                reasons.add("Without " + String.join(" or ", asked.avoid()));
            }
            return reasons.isEmpty() ? List.of("In the catalogue") : reasons;
        }
    }

    private static String named(MediaItem item) {
        return item.year().isPresent() ? item.title() + " (" + item.year().getAsInt() + ")" : item.title();
    }
}
