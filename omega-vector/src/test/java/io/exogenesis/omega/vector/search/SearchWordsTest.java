package io.exogenesis.omega.vector.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsTest {
    /** Would catch two forms of a word that do not find each other. */
    @ParameterizedTest
    @CsvSource({
        "boxing, boxers",
        "Japanese, Japan",
        "cities, city",
        "Amélie, amelie",
        "WALL·E, walle",
        "90s, nineties",
        "1990s, 90s",
        "2000s, 00s",
        "Sci-Fi, science fiction",
        "Schindler's, schindler",
        "the sea, sea",
        "Ёлка, ёлка"
    })
    void ofText_formsOfOneWord_areOneTerm(String one, String other) {
        assertThat(SearchWords.ofText(one)).isEqualTo(SearchWords.ofText(other)).hasSize(1);
    }

    /** Would catch a stemmer that cuts words until they are all the same. */
    @ParameterizedTest
    @CsvSource({"space, spy", "war, warmer", "seas, season", "king, kite"})
    void ofText_otherWords_areOtherTerms(String one, String other) {
        assertThat(SearchWords.ofText(one)).isNotEqualTo(SearchWords.ofText(other));
    }

    @Test
    void ofText_functionWordsAndSigns_areNone() {
        assertThat(SearchWords.ofText("  The … of a film!? ")).isEmpty();
        assertThat(SearchWords.ofText("")).isEmpty();
    }

    @Test
    void about_hasYearAndDecade() {
        MediaItem item = MediaItem.builder(new MediaId("1"), "Jaws")
                .year(1975)
                .genres(List.of("Thriller"))
                .description("A shark")
                .build();
        assertThat(SearchWords.about(item)).containsExactly("shark", "thrill", "1975", "1970s");
    }
}
