package io.exogenesis.omega.learning.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColdStartTest {
    private static final int TITLES = 600;
    private static final List<String> GENRES = List.of("Drama", "Comedy", "Crime", "Sci-Fi", "War", "Animation");

    /** In the order of a catalogue that was sorted by year: the oldest first. */
    private static final List<MediaItem> ITEMS = IntStream.range(0, TITLES)
            .mapToObj(j -> MediaItem.builder(new MediaId("m" + j), "title " + j)
                    .year(1930 + 90 * j / TITLES)
                    .genres(List.of(GENRES.get(j % 3 == 0 ? j / 3 % GENRES.size() : 0)))
                    .build())
            .toList();

    private static final TitleFacts FACTS = TitleFacts.of(ITEMS);

    private static float[] popularity() {
        Random random = new Random(5);
        float[] out = new float[TITLES];
        for (int j = 0; j < TITLES; j++) {
            // what is popular is of the nineties, and drama
            out[j] = (float) (Math.log(1 + random.nextInt(40)) + (j >= 400 && j < 460 && j % 3 > 0 ? .6 : 0));
        }
        return out;
    }

    private static List<Integer> order(float[] scores) {
        return IntStream.range(0, scores.length)
                .filter(j -> scores[j] > Float.NEGATIVE_INFINITY)
                .boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .toList();
    }

    private static long genres(List<Integer> titles) {
        return titles.stream()
                .flatMap(j -> ITEMS.get(j).genres().stream())
                .distinct()
                .count();
    }

    private static long decades(List<Integer> titles) {
        return titles.stream()
                .map(j -> ITEMS.get(j).year().orElseThrow() / 10)
                .distinct()
                .count();
    }

    // Ten popular titles of one genre and decade would be the answer of a plain sort.
    @Test
    void rerank_popularTitlesOfOneKind_areMixedWithOtherPopularOnes() {
        float[] popularity = popularity();
        List<Integer> plain = order(popularity).subList(0, 10);
        assertThat(genres(plain)).isEqualTo(1);
        assertThat(decades(plain)).isLessThanOrEqualTo(2);
        List<Integer> mixed = order(ColdStart.rerank(popularity, FACTS, 1));
        assertThat(mixed).hasSize(TITLES).doesNotHaveDuplicates();
        assertThat(genres(mixed.subList(0, 10))).isGreaterThanOrEqualTo(2);
        assertThat(decades(mixed.subList(0, 10))).isGreaterThanOrEqualTo(3);
        assertThat(mixed.subList(0, 10)).allMatch(j -> popularity[j] >= 3);
    }

    // The catalogue's own order once stood here: A Trip to the Moon, The Birth of a Nation.
    @Test
    void rerank_nothingKnown_isAMixAndNotTheCataloguesOrder() {
        List<Integer> list =
                order(ColdStart.rerank(new float[TITLES], FACTS, 1)).subList(0, 10);
        assertThat(genres(list)).isGreaterThanOrEqualTo(4);
        assertThat(decades(list)).isGreaterThanOrEqualTo(6);
        assertThat(list).isNotEqualTo(IntStream.range(0, 10).boxed().toList());
    }

    @Test
    void rerank_seeds_oneViewerIsStableAndTwoDiffer() {
        for (float[] relevance : List.of(popularity(), new float[TITLES])) {
            List<List<Integer>> lists = new ArrayList<>();
            for (long seed = 1; seed <= 5; seed++) {
                float[] scores = ColdStart.rerank(relevance, FACTS, seed);
                assertThat(scores).isEqualTo(ColdStart.rerank(relevance, FACTS, seed));
                lists.add(order(scores).subList(0, 10));
            }
            assertThat(lists).doesNotHaveDuplicates();
        }
    }

    // Ties would be broken by id, which is the catalogue's order again.
    @Test
    void rerank_firstPlaces_haveDifferentScoresAndLeaveOutWhatTakesNoPart() {
        float[] relevance = new float[TITLES];
        for (int j = 0; j < TITLES; j += 2) {
            relevance[j] = Float.NEGATIVE_INFINITY;
        }
        float[] scores = ColdStart.rerank(relevance, FACTS, 3);
        List<Integer> order = order(scores);
        assertThat(order).hasSize(TITLES / 2).allMatch(j -> j % 2 == 1);
        for (int n = 1; n < ColdStart.PLACES; n++) {
            assertThat(scores[order.get(n)]).isLessThan(scores[order.get(n - 1)]);
        }
        float[] none = {Float.NEGATIVE_INFINITY};
        assertThat(ColdStart.rerank(none, TitleFacts.none(1), 1)).isEqualTo(none);
        assertThat(ColdStart.rerank(new float[0], TitleFacts.none(0), 1)).isEmpty();
    }
}
