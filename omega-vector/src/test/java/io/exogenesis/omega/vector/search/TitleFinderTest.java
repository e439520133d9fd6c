package io.exogenesis.omega.vector.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.arithmetic.Vectors;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.embed.Embedder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With an embedder that knows words and nothing of their meaning: texts that share words are near. */
class TitleFinderTest {
    private static final Embedder BY_WORDS = new Embedder() {
        @Override
        public String name() {
            return "by-words";
        }

        @Override
        public float[] embed(String text) {
            float[] sum = new float[Embedding.DIMENSIONS];
            for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
                Random random = new Random(word.hashCode());
                for (int d = 0; d < sum.length; d++) {
                    sum[d] += (float) random.nextGaussian();
                }
            }
            return Vectors.unit(sum);
        }

        @Override
        public void close() {}
    };

    private static final List<MediaItem> ITEMS = items();
    private static final TitleFinder FINDER = new TitleFinder(ITEMS, search());

    private static MediaItem item(String title, int year, String description, String... genres) {
        return MediaItem.builder(new MediaId(title), title)
                .year(year)
                .genres(List.of(genres))
                .description(description)
                .build();
    }

    private static List<MediaItem> items() {
        List<MediaItem> items = new ArrayList<>(IntStream.range(0, 60)
                .mapToObj(n -> item("Filler " + n, 1995, "office number " + n, "Documentary"))
                .toList());
        items.add(item("Jaws", 1975, "a shark hunts swimmers off a beach", "Thriller", "Horror"));
        items.add(item("Jaws 2", 1978, "the shark is back at the beach", "Thriller", "Horror"));
        items.add(item("Shark Friends", 2004, "a shark hunts for friends off a beach", "Animation", "Children"));
        items.add(item("Beach Party", 1985, "students dance on a beach", "Comedy", "Musical"));
        items.add(item("Deep Blue Sea", 1999, "sharks hunt in a flooded station", "Thriller"));
        items.add(item("Deep Blue Sea 2", 2018, "more sharks hunt in a station", "Thriller"));
        items.add(item("Lord of the Reef", 1990, "a shark rules a reef", "Adventure"));
        items.add(item("Reef Stories", 1991, "a shark that is lord of every reef", "Adventure"));
        items.add(item("Deep Water", 2022, "a marriage by a blue lake off the sea road", "Thriller"));
        items.add(item("No Country for Old Men", 2007, "a hunter finds money", "Crime", "Thriller"));
        items.add(item("The Thing", 1982, "a creature in the ice", "Horror", "Sci-Fi"));
        items.add(item("1984", 1984, "a state that watches everybody", "Drama", "Sci-Fi"));
        items.add(item("Amélie", 2001, "a shy waitress in Paris", "Comedy", "Romance"));
        return items;
    }

    private static TitleSearch search() {
        List<CatalogueEntry> entries = ITEMS.stream()
                .map(i -> new CatalogueEntry(
                        i, Embedding.of(BY_WORDS.embed(i.text())), Embedding.of(BY_WORDS.embed(i.description()))))
                .toList();
        ContentSpace content = ContentSpace.of(
                ITEMS.stream().map(MediaItem::id).toList(),
                entries.stream().map(CatalogueEntry::embedding).toList());
        return new TitleSearch(ITEMS, content, SearchSpace.of(content, entries));
    }

    private static TitleFinder.Answer find(String text) {
        return FINDER.find(text, TitleFilter.NONE, 10, Optional.of(BY_WORDS));
    }

    private static List<String> names(TitleFinder.Answer answer) {
        return answer.titles().stream().map(t -> t.item().title()).toList();
    }

    @Test
    void find_wholeName_isBeforeItsBeginningAndBeforeWhatOnlyResembles() {
        assertThat(names(find("jaws"))).startsWith("Jaws", "Jaws 2");
        assertThat(find("jaws").titles().getFirst().reasons()).first().isEqualTo("Its title is what you typed");
    }

    @Test
    void find_nameWithoutAccentOrArticle_isFirst() {
        assertThat(names(find("amelie"))).first().isEqualTo("Amélie");
        assertThat(names(find("thing"))).first().isEqualTo("The Thing");
    }

    /** Would catch "No Country" read as "without country", and 1984 as a year only. */
    @Test
    void find_nameThatARuleWouldUnderstandOtherwise_isReadAsTheName() {
        assertThat(names(find("no country for old men"))).first().isEqualTo("No Country for Old Men");
        assertThat(find("no country for old men").asked().avoid()).isEmpty();
        assertThat(names(find("1984"))).first().isEqualTo("1984");
    }

    @Test
    void find_likeATitle_putsWhatResemblesItFirstAndLeavesItOut() {
        TitleFinder.Answer answer = find("something like Jaws");

        assertThat(answer.asked().like()).map(MediaItem::title).contains("Jaws");
        assertThat(names(answer)).doesNotContain("Jaws").startsWith("Jaws 2");
        assertThat(answer.titles().getFirst().reasons()).contains("Close in content to Jaws (1975)");
    }

    @Test
    void find_longestNameBehindLike_isMeant() {
        assertThat(find("like Jaws 2").asked().like()).map(MediaItem::title).contains("Jaws 2");
    }

    @Test
    void find_avoidedGenre_isInNoAnswerUnderAnyOfItsWords() {
        assertThat(names(find("shark on the beach"))).contains("Jaws", "Shark Friends");
        for (String avoid : List.of("without horror", "no horror", "but not scary", "except horror and westerns")) {
            TitleFinder.Answer answer = find("shark on the beach " + avoid);
            assertThat(names(answer)).as(avoid).contains("Shark Friends").doesNotContain("Jaws", "Jaws 2");
            assertThat(answer.titles()).allSatisfy(t -> assertThat(t.reasons()).anyMatch(r -> r.startsWith("Without")));
        }
    }

    @Test
    void find_likeATitleButWithout_understandsBoth() {
        TitleFinder.Answer answer = find("like jaws but without horror");

        assertThat(answer.asked().avoid()).containsExactly("horror");
        assertThat(names(answer)).first().isEqualTo("Shark Friends");
    }

    @ParameterizedTest
    @CsvSource({
        "beach from the eighties,1980,1989",
        "beach 80s,1980,1989",
        "beach of the 1980s,1980,1989",
        "beach of the nineteen eighties,1980,1989",
        "beach between 1984 and 1986,1984,1986",
        "beach 1984-1986,1984,1986",
        "beach before 1986,0,1985",
        "beach until 1985,0,1985",
        "beach after 1984,1985,0",
        "beach since 1985,1985,0",
        "beach from 1985,1985,1985",
        "beach 10s,2010,2019"
    })
    void find_era_isAFilter(String text, int from, int to) {
        TitleFinder.Answer answer = find(text);

        assertThat(answer.asked().years()).isEqualTo(TitleFilter.NONE.withYears(from, to));
        assertThat(answer.titles())
                .allSatisfy(t -> assertThat(t.item().year().orElseThrow()).isBetween(from, to == 0 ? 2200 : to));
    }

    @Test
    void find_eraAlone_answersWithItsTitles() {
        assertThat(names(find("from the eighties")))
                .contains("The Thing", "Beach Party", "1984")
                .hasSize(3);
    }

    @Test
    void find_mood_prefersGenresThatCarryIt() {
        assertThat(names(find("cosy beach"))).first().isIn("Beach Party", "Shark Friends");
        assertThat(names(find("scary beach"))).first().isIn("Jaws", "Jaws 2");
        assertThat(find("something cosy").titles().getFirst().reasons()).anyMatch(r -> r.contains("cosy"));
    }

    /** Would catch filters that are read and then ignored. */
    @Test
    void find_filter_holdsForNamesToo() {
        TitleFilter animation = new TitleFilter(List.of("ANIMATION"), 2000, 0);

        assertThat(names(FINDER.find("jaws", animation, 10, Optional.of(BY_WORDS))))
                .doesNotContain("Jaws", "Jaws 2");
        assertThat(names(FINDER.find("shark", animation, 10, Optional.of(BY_WORDS))))
                .containsExactly("Shark Friends");
    }

    @Test
    void find_filterAndEraThatExcludeEachOther_findNothing() {
        TitleFilter seventies = TitleFilter.NONE.withYears(1970, 1979);

        assertThat(names(FINDER.find("beach 80s", seventies, 10, Optional.of(BY_WORDS))))
                .isEmpty();
    }

    @Test
    void find_nothingFits_isEmptyAndSaysSo() {
        TitleFinder.Answer answer = FINDER.find("qzxv wkrpt", TitleFilter.NONE, 10, Optional.empty());

        assertThat(answer.fits()).isFalse();
        assertThat(answer.titles()).isEmpty();
    }

    @Test
    void find_withoutEmbedder_goesByWords() {
        assertThat(names(FINDER.find("shark", TitleFilter.NONE, 10, Optional.empty())))
                .contains("Jaws", "Jaws 2", "Shark Friends");
    }

    /** Would catch a rule whose expression takes time without bound for a long text. */
    @Test
    void find_longAndStrangeTexts_end() {
        for (String text :
                List.of("no ".repeat(160), "like ".repeat(100), "no a and ".repeat(55), "between 19".repeat(50))) {
            assertThat(find(text).titles()).hasSizeLessThanOrEqualTo(10);
        }
    }

    @Test
    void like_isWithoutItself() {
        int jaws = ITEMS.indexOf(
                ITEMS.stream().filter(i -> i.title().equals("Jaws")).findFirst().orElseThrow());

        assertThat(FINDER.like(jaws, 3))
                .extracting(MediaItem::title)
                .startsWith("Jaws 2")
                .doesNotContain("Jaws");
    }

    /** Would catch one word of a name that is kept out, and the rest of it searched for. */
    @ParameterizedTest
    @CsvSource({
        "sharks hunt but not deep blue sea",
        "sharks that hunt without Deep Blue Sea",
        "'no deep blue sea, sharks hunt'",
    })
    void find_aNameIsNotWanted_keepsItsTitlesOutAndSearchesTheRest(String text) {
        TitleFinder.Answer answer = find(text);
        assertThat(answer.asked().avoid()).hasSize(1).first().asString().isEqualToIgnoringCase("deep blue sea");
        assertThat(answer.asked().words()).contains("sharks").doesNotContainIgnoringCase("blue");
        assertThat(names(answer)).isNotEmpty().doesNotContain("Deep Blue Sea", "Deep Blue Sea 2");
    }

    /** Would catch a name with function words, which no index of words has, that keeps out its own title alone. */
    @Test
    void find_aNameWithFunctionWordsIsNotWanted_keepsOutWhatHasItsOtherWords() {
        TitleFinder.Answer answer = find("a shark, but not lord of the reef");
        assertThat(answer.asked().avoid()).containsExactly("lord of the reef");
        assertThat(names(answer)).contains("Jaws").doesNotContain("Lord of the Reef", "Reef Stories");
    }

    /** Would catch "not for kids" that finds films for kids. */
    @Test
    void find_notForSomebody_keepsOutWhatIsForThem() {
        TitleFinder.Answer answer = find("shark film, not for children");
        assertThat(answer.asked().avoid()).containsExactly("children");
        assertThat(names(answer)).contains("Jaws").doesNotContain("Shark Friends");
        assertThat(find("not scary, for the whole family").asked().avoid()).containsExactly("scary");
    }

    @Test
    void find_aNameButForALetterOrTwo_saysWhatMayBeMeant() {
        assertThat(meant("jwas")).contains("Jaws");
        assertThat(meant("no contry for old man")).contains("No Country for Old Men");
        assertThat(meant("jaws")).isEmpty();
        assertThat(meant("like jaws")).isEmpty();
        assertThat(meant("zzzzzz")).isEmpty();
        assertThat(meant("?")).isEmpty();
    }

    private static Optional<String> meant(String text) {
        return FINDER.find(text, TitleFilter.NONE, 5, Optional.of(BY_WORDS))
                .meant()
                .map(MediaItem::title);
    }
}
