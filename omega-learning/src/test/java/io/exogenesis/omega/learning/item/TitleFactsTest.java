package io.exogenesis.omega.learning.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TitleFactsTest {

    private static MediaItem item(String id, int year, String... genres) {
        return MediaItem.builder(new MediaId(id), "title " + id)
                .year(year == 0 ? 0 : year)
                .genres(List.of(genres))
                .build();
    }

    @Test
    void of_yearsAndGenres_areCountedFromTheFirst() {
        TitleFacts facts =
                TitleFacts.of(List.of(item("a", 1990, "War"), item("b", 1950), item("c", 1994, "Art", "War")));
        assertThat(facts.size()).isEqualTo(3);
        assertThat(facts.span()).isEqualTo(45);
        assertThat(List.of(facts.year(0), facts.year(1), facts.year(2))).containsExactly(40, 0, 44);
        assertThat(facts.genreCount()).isEqualTo(2);
        assertThat(facts.genres(1)).isEmpty();
        assertThat(facts.genres(2)).containsExactlyInAnyOrder(facts.genres(0)[0], 1);
    }

    // A title without a year is nobody's oldest or newest one.
    @Test
    void of_yearUnknown_countsAsTheMedian() {
        TitleFacts facts = TitleFacts.of(List.of(item("a", 1950), item("b", 0), item("c", 1960), item("d", 2000)));
        assertThat(facts.year(1)).isEqualTo(facts.year(2));
    }

    @Test
    void of_genreNamedTwiceAndListsThatComeAgain_countOnce() {
        TitleFacts facts = TitleFacts.of(
                List.of(item("a", 1990, "War", "War", "Art", "War"), item("b", 1991, "Art"), item("c", 1992, "Art")));
        assertThat(facts.genreCount()).isEqualTo(2);
        assertThat(facts.genres(0)).containsExactly(0, 1);
        assertThat(facts.genres(1)).containsExactly(1);
        assertThat(facts.genres(2)).containsExactly(1);
    }

    @Test
    void of_nothingKnown_isLikeNone() {
        TitleFacts facts = TitleFacts.of(List.of(item("a", 0), item("b", 0)));
        TitleFacts none = TitleFacts.none(2);
        assertThat(facts.span()).isEqualTo(none.span()).isEqualTo(1);
        assertThat(facts.genreCount()).isEqualTo(none.genreCount()).isZero();
    }

    // At the first and the last year half of the bell is outside: nothing may be lost there.
    @Test
    void spread_keepsTheMassAndThePlace() {
        double[] watched = new double[80];
        watched[0] = 3;
        watched[40] = 2;
        double[] smooth = Years.spread(watched);
        assertThat(Arrays.stream(smooth).sum()).isCloseTo(5, within(1e-9));
        assertThat(smooth[40]).isGreaterThan(smooth[41]).isGreaterThan(smooth[50]);
        assertThat(smooth[0]).isGreaterThan(smooth[1]);
    }

    @Test
    void means_constantValue_isThatValueEvenInEmptyYears() {
        double[] counts = {2, 0, 5};
        double[] sums = {6, 0, 15};
        assertThat(Years.means(sums, counts)).containsExactly(new double[] {3, 3, 3}, within(1e-9));
    }
}
