package io.exogenesis.omega.vector.search;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisspellingTest {
    @ParameterizedTest
    @CsvSource({
        "jurasic, jurassic, 1",
        "casablanka, casablanca, 1",
        "shawshenk, shawshank, 1",
        "teh, the, 1",
        "kitten, sitting, 3",
        "'', abc, 3"
    })
    void distance_knownPairs(String a, String b, int distance) {
        assertThat(Misspelling.distance(a, b)).isEqualTo(distance);
        assertThat(Misspelling.distance(b, a)).isEqualTo(distance);
    }

    /** Would catch a short word that is taken for any other, and a long one that is not forgiven two letters. */
    @ParameterizedTest
    @CsvSource({"cat, bat, false", "love, dove, true", "love, doves, false", "jurasik, jurassic, true", "x, x, false"})
    void closeness_shortAndLong(String word, String meant, boolean near) {
        assertThat(Misspelling.closeness(word, meant) > 0).isEqualTo(near);
    }

    @Property(tries = 200)
    void distance_isSymmetric_andZeroForTheSame(
            @ForAll @AlphaChars @StringLength(max = 8) String a, @ForAll @AlphaChars @StringLength(max = 8) String b) {
        assertThat(Misspelling.distance(a, b)).isEqualTo(Misspelling.distance(b, a));
        assertThat(Misspelling.distance(a, b) == 0).isEqualTo(a.equals(b));
    }
}
