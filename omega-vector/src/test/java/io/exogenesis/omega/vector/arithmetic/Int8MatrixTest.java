package io.exogenesis.omega.vector.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.model.Embedding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class Int8MatrixTest {

    @Property(tries = 100)
    void quantise_anyRows_keepsEachValueWithinHalfAStep(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 70) int d, @ForAll @IntRange(max = 20) int n) {
        Random random = new Random(seed);
        float[][] rows = new float[n][];
        for (int r = 0; r < n; r++) {
            rows[r] = Int8Test.gaussian(random, d);
        }
        Int8Matrix matrix = Int8Matrix.quantise(rows);
        assertThat(matrix.rows()).isEqualTo(n);
        for (int r = 0; r < n; r++) {
            float halfAStep = matrix.scale(r) * .501f;
            assertThat(matrix.floats(r)).containsExactly(rows[r], within(halfAStep));
        }
    }

    // Bounded heap, ties and filter against the plain definition: sort everything, take k.
    @Property(tries = 100)
    void topK_anyMatrix_equalsSortingAll(
            @ForAll long seed, @ForAll @IntRange(max = 200) int n, @ForAll @IntRange(min = 1, max = 30) int k) {
        Random random = new Random(seed);
        byte[] codes = new byte[n * 3];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) (random.nextInt(5) - 2);
        }
        float[] scales = new float[n];
        java.util.Arrays.fill(scales, .5f);
        Int8Matrix matrix = Int8Matrix.of(3, codes, scales);
        byte[] query = {1, -2, 2};
        List<Int8Matrix.Match> expected = new ArrayList<>();
        IntStream.range(0, n)
                .filter(r -> r % 3 != 1)
                .forEach(r -> expected.add(new Int8Matrix.Match(r, matrix.dot(r, query, 2))));
        expected.sort(
                Comparator.comparingDouble(Int8Matrix.Match::score).reversed().thenComparing(Int8Matrix.Match::row));
        assertThat(Int8Test.topK(matrix, query, 2, k, r -> r % 3 != 1))
                .isEqualTo(expected.subList(0, Math.min(k, expected.size())));
    }

    @Property(tries = 50)
    void dots_quantisedAndFloatQueries_agree(@ForAll long seed) {
        Random random = new Random(seed);
        List<Embedding> rows = IntStream.range(0, 40)
                .mapToObj(i -> Embedding.of(Int8Test.gaussian(random, 384)))
                .toList();
        Embedding query = Embedding.of(Int8Test.gaussian(random, 384));
        Int8Matrix matrix = Int8Matrix.of(rows);
        float[] codes = matrix.dots(query.codes(), query.scale());
        assertThat(matrix.dots(query.toFloats())).containsExactly(codes, within(1e-4f));
        for (int r = 0; r < rows.size(); r++) {
            assertThat(codes[r]).isCloseTo(rows.get(r).cosine(query), within(1e-5f));
        }
        assertThat(Int8Test.topK(matrix, rows.get(7), 1).getFirst().row()).isEqualTo(7);
    }

    @Test
    void add_weightedRows_isTheTransposedProduct() {
        Int8Matrix matrix = Int8Matrix.of(2, new byte[] {1, 2, 3, -4}, new float[] {.5f, 2});
        float[] into = {10, 10};
        matrix.add(0, 4, into);
        matrix.add(1, -1, into);
        assertThat(into).containsExactly(10 + 2 - 6, 10 + 4 + 8);
    }

    // Views of a file's bytes: an offset forgotten in one method would read another title.
    @Test
    void over_partOfAnArray_isTheMatrixOfThatPart() {
        Random random = new Random(3);
        byte[] storage = new byte[7 + 5 * 32];
        random.nextBytes(storage);
        float[] scales = {.5f, 1, 2, 3, 4};
        Int8Matrix view = Int8Matrix.over(32, storage, 7, scales);
        Int8Matrix copy = Int8Matrix.of(32, java.util.Arrays.copyOfRange(storage, 7, storage.length), scales);
        float[] query = Int8Test.gaussian(random, 32);
        byte[] codes = copy.row(3);
        assertThat(view.codes()).isEqualTo(copy.codes());
        assertThat(view.row(2)).isEqualTo(copy.row(2));
        assertThat(view.floats(1)).isEqualTo(copy.floats(1));
        assertThat(view.dots(query)).isEqualTo(copy.dots(query));
        assertThat(view.dots(codes, 1)).isEqualTo(copy.dots(codes, 1));
        assertThat(view.dot(4, codes, 1)).isEqualTo(copy.dot(4, codes, 1));
        assertThat(Int8Test.topK(view, codes, 1, 3, r -> true)).isEqualTo(Int8Test.topK(copy, codes, 1, 3, r -> true));
        assertThat(view.weightedSquares(2, query)).isEqualTo(copy.weightedSquares(2, query));
        assertThatThrownBy(() -> Int8Matrix.over(32, storage, 8, scales)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dots_shorterQuery_countsAsFilledUpWithZeros() {
        Random random = new Random(4);
        Int8Matrix matrix =
                Int8Matrix.quantise(new float[][] {Int8Test.gaussian(random, 96), Int8Test.gaussian(random, 96)});
        float[] query = Int8Test.gaussian(random, 32);
        assertThat(matrix.dots(query)).isEqualTo(matrix.dots(java.util.Arrays.copyOf(query, 96)));
        assertThatThrownBy(() -> matrix.dots(new float[97])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void weightedSquares_ofARow_sumsThem() {
        Int8Matrix matrix = Int8Matrix.of(2, new byte[] {1, 2, 3, -4}, new float[] {.5f, 2});
        assertThat(matrix.weightedSquares(1, new float[] {1, .5f})).isEqualTo(36 + 32);
    }

    @Test
    void quantise_zeroAndDenormalRows_areZero() {
        Int8Matrix matrix = Int8Matrix.quantise(new float[][] {{0, 0}, {Float.MIN_VALUE, 0}, {3, -3}});
        assertThat(matrix.scales()).startsWith(0, 0);
        assertThat(matrix.floats(1)).containsExactly(0, 0);
        assertThat(matrix.row(2)).containsExactly(127, -127);
        assertThat(matrix.dots(new float[] {1, 1})).containsExactly(0, 0, 0);
    }

    @Test
    void of_copies_soThatLaterChangesDoNotShow() {
        byte[] codes = {1, 1};
        Int8Matrix matrix = Int8Matrix.of(2, codes, new float[] {1});
        codes[0] = 9;
        matrix.codes()[0] = 9;
        matrix.row(0)[0] = 9;
        assertThat(matrix.row(0)).containsExactly(1, 1);
    }

    @Test
    void of_badShapesAndValues_areRefused() {
        assertThatThrownBy(() -> Int8Matrix.of(3, new byte[4], new float[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Int8Matrix.of(0, new byte[0], new float[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Int8Matrix.of(1, new byte[1], new float[] {Float.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Int8Matrix.of(1, new byte[1], new float[] {-1}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Int8Matrix.quantise(new float[][] {{1}, {1, 2}}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Int8Matrix.quantise(new float[][] {{Float.POSITIVE_INFINITY}}))
                .isInstanceOf(IllegalArgumentException.class);
        Int8Matrix matrix = Int8Matrix.of(2, new byte[2], new float[1]);
        assertThatThrownBy(() -> matrix.dot(0, new byte[3], 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> matrix.dot(1, new float[2])).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Int8Test.topK(matrix, new byte[2], 1, 0, r -> true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void quantise_noRows_isEmpty() {
        assertThat(Int8Matrix.quantise(new float[0][]).rows()).isZero();
    }
}
