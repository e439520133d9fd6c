package io.exogenesis.omega.vector.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.arithmetic.Vectors;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.embed.Embedder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Without the model: every text lies in a direction of its own, so that words alone decide. */
class TitleSearchTest {
    private static final Embedder ANYWHERE = new Embedder() {
        @Override
        public String name() {
            return "anywhere";
        }

        @Override
        public float[] embed(String text) {
            Random random = new Random(text.hashCode());
            float[] place = new float[Embedding.DIMENSIONS];
            for (int d = 0; d < place.length; d++) {
                place[d] = (float) random.nextGaussian();
            }
            return Vectors.unit(place);
        }

        @Override
        public void close() {}
    };

    private static MediaItem item(int n, String title, String description) {
        return MediaItem.builder(new MediaId("t" + n), title)
                .description(description)
                .build();
    }

    private static TitleSearch search(List<MediaItem> items) {
        List<CatalogueEntry> entries = items.stream()
                .map(i -> new CatalogueEntry(
                        i,
                        Embedding.of(ANYWHERE.embed(i.text())),
                        Embedding.of(ANYWHERE.embed(i.description().isEmpty() ? i.text() : i.description()))))
                .toList();
        ContentSpace content = ContentSpace.of(
                items.stream().map(MediaItem::id).toList(),
                entries.stream().map(CatalogueEntry::embedding).toList());
        return new TitleSearch(items, content, SearchSpace.of(content, entries));
    }

    /** A hundred titles about nothing, and three. */
    private static List<MediaItem> films() {
        List<MediaItem> items = new ArrayList<>(IntStream.range(0, 100)
                .mapToObj(n -> item(n, "Numbered " + n, "Something else " + n))
                .toList());
        items.add(item(100, "Jaws", "A shark off a beach; ocean"));
        items.add(item(101, "Jurassic Park", "Dinosaurs"));
        items.add(item(102, "Heat", ""));
        return items;
    }

    private static int best(TitleSearch search, String text) {
        float[] scores = search.find(text, ANYWHERE).scores();
        return IntStream.range(0, scores.length)
                .reduce((a, b) -> scores[b] > scores[a] ? b : a)
                .orElseThrow();
    }

    /** Would catch a part of the words that is not searched: name, description, synonym, misspelling. */
    @Test
    void find_nameDescriptionSynonymOrMisspelling_isFirst() {
        TitleSearch search = search(films());
        assertThat(best(search, "jaws")).isEqualTo(100);
        assertThat(best(search, "sharks")).isEqualTo(100);
        assertThat(best(search, "the sea")).isEqualTo(100);
        assertThat(best(search, "jurasic park")).isEqualTo(101);
        assertThat(best(search, "heat")).isEqualTo(102);
    }

    /** Would catch a vector of the title's text alone: what a film is about would not be found in other words. */
    @Test
    void find_meaningOfTheDescription_isFirst() {
        TitleSearch search = search(films());
        float[] near = search.byMeaning("A shark off a beach; ocean", ANYWHERE);
        assertThat(IntStream.range(0, near.length).reduce((a, b) -> near[b] > near[a] ? b : a))
                .hasValue(100);
    }

    @Test
    void find_wordsAndMeaningOfNoTitle_saysSo() {
        TitleSearch search = search(films());
        assertThat(search.find("xyzzy qwfp", ANYWHERE).fits()).isFalse();
        assertThat(search.find("?!", ANYWHERE).fits()).isFalse();
        assertThat(search.find("park", ANYWHERE).fits()).isTrue();
    }

    @Test
    void find_taste_isADirectionNearTheBestTitle() {
        List<MediaItem> items = films();
        TitleSearch search = search(items);
        float[] taste = search.find("jaws", ANYWHERE).taste();
        assertThat(Vectors.norm(taste)).isBetween(.999, 1.001);
    }

    /** Would catch a catalogue of one title, or of none, that makes a search fail. */
    @Test
    void find_hardlyAnyTitle_hasFiniteScores() {
        assertThat(search(List.of()).find("jaws", ANYWHERE).scores()).isEmpty();
        float[] one =
                search(List.of(item(1, "Jaws", ""))).find("jaws", ANYWHERE).scores();
        assertThat(one).hasSize(1);
        assertThat(one[0]).isFinite();
    }

    @Test
    void searchSpace_withoutDescriptions_isTheContentsOwn() {
        List<MediaItem> bare = List.of(item(1, "Jaws", ""), item(2, "Heat", ""));
        List<CatalogueEntry> entries = bare.stream()
                .map(i -> new CatalogueEntry(i, Embedding.of(ANYWHERE.embed(i.text()))))
                .toList();
        ContentSpace content = ContentSpace.of(
                bare.stream().map(MediaItem::id).toList(),
                entries.stream().map(CatalogueEntry::embedding).toList());
        assertThat(SearchSpace.of(content, entries).rows()).isSameAs(content.int8());
        assertThatThrownBy(() -> new TitleSearch(films(), content, SearchSpace.of(content)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("103 titles");
    }
}
