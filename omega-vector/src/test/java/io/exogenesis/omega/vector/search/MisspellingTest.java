package io.exogenesis.omega.vector.search;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisspellingTest {
    /** More than any text here is long. */
    private static final int ANY = 20;

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
        assertThat(Misspelling.distance(a, b, ANY)).isEqualTo(distance);
        assertThat(Misspelling.distance(b, a, ANY)).isEqualTo(distance);
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
        assertThat(Misspelling.distance(a, b, ANY)).isEqualTo(Misspelling.distance(b, a, ANY));
        assertThat(Misspelling.distance(a, b, ANY) == 0).isEqualTo(a.equals(b));
    }

    /** Would catch a short cut that misses a way. */
    @Property(tries = 2_000)
    void distance_bounded_isTheWholeOneUpToTheBound(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 8) String a,
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 8) String b,
            @ForAll @IntRange(max = 4) int most) {
        assertThat(Misspelling.distance(a, b, most)).isEqualTo(Math.min(plain(a, b), most + 1));
    }

    /** The whole table. */
    private static int plain(String a, String b) {
        int[][] of = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    of[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                of[i][j] = Math.min(Math.min(of[i - 1][j], of[i][j - 1]) + 1, of[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    of[i][j] = Math.min(of[i][j], of[i - 2][j - 2] + 1);
                }
            }
        }
        return of[a.length()][b.length()];
    }
}
