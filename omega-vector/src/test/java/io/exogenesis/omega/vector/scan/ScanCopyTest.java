package io.exogenesis.omega.vector.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix.Match;
import io.exogenesis.omega.vector.arithmetic.Int8Test;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

public class ScanCopyTest {
    private static final Comparator<Match> BEST_FIRST =
            Comparator.comparingDouble(Match::score).reversed().thenComparing(Match::row);

    // Adds, replacements and removals in any order, then the plain definition: score all, filter, sort, take k. Few
    // directions, so that equal scores and exact duplicates occur all the time.
    @Property(tries = 60)
    void exact_afterAnyChanges_equalsSortingAll(
            @ForAll long seed,
            @ForAll @IntRange(max = 700) int changes,
            @ForAll @IntRange(min = 1, max = 40) int k,
            @ForAll @IntRange(min = -10, max = 10) int threshold) {
        Random random = new Random(seed);
        List<Embedding> directions = embeddings(random, 12);
        ScanCopy copy = new ScanCopy();
        Map<Integer, Embedding> expected = new TreeMap<>();
        for (int i = 0; i < changes; i++) {
            change(copy, expected, directions.get(random.nextInt(12)), random);
        }
        assertThat(copy.size()).isEqualTo(expected.size());
        assertThat(copy.capacity()).isGreaterThanOrEqualTo(copy.end());
        expected.forEach((row, embedding) -> assertThat(copy.embedding(row)).isEqualTo(embedding));

        BitSet admitted = rows(copy.end() + 100, row -> random.nextInt(10) < 7);
        Embedding query = directions.get(0);
        float least = threshold / 10f;
        assertThat(copy.exact(query, k, admitted, least)).isEqualTo(bruteForce(expected, query, k, admitted, least));
        assertThat(copy.search(query, k, admitted, least)).isEqualTo(bruteForce(expected, query, k, admitted, least));
        assertThat(copy.search(query, k))
                .isEqualTo(bruteForce(expected, query, k, rows(copy.end(), row -> true), -Float.MAX_VALUE));
    }

    private static void change(ScanCopy copy, Map<Integer, Embedding> expected, Embedding embedding, Random random) {
        int what = random.nextInt(10);
        if (what < 6 || expected.isEmpty()) {
            int row = copy.add(embedding);
            assertThat(expected).doesNotContainKey(row);
            assertThat(row).isLessThanOrEqualTo(expected.size());
            expected.put(row, embedding);
            return;
        }
        List<Integer> rows = new ArrayList<>(expected.keySet());
        int row = rows.get(random.nextInt(rows.size()));
        if (what < 8) {
            copy.remove(row);
            expected.remove(row);
        } else {
            copy.replace(row, embedding);
            expected.put(row, embedding);
        }
    }

    static List<Match> bruteForce(
            Map<Integer, Embedding> rows, Embedding query, int k, BitSet admitted, float threshold) {
        List<Match> all = new ArrayList<>();
        rows.forEach((row, embedding) -> {
            float cosine = query.cosine(embedding);
            if (admitted.get(row) && cosine >= threshold) {
                all.add(new Match(row, cosine));
            }
        });
        all.sort(BEST_FIRST);
        return all.subList(0, Math.min(k, all.size()));
    }

    public static List<Embedding> embeddings(Random random, int n) {
        List<Embedding> embeddings = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            embeddings.add(Embedding.of(Int8Test.gaussian(random, Embedding.DIMENSIONS)));
        }
        return embeddings;
    }

    /** The rows in [0, {@code end}) that pass. */
    static BitSet rows(int end, IntPredicate passes) {
        BitSet rows = new BitSet();
        IntStream.range(0, end).filter(passes).forEach(rows::set);
        return rows;
    }

    @Test
    void search_nothingStoredOrAdmitted_isEmpty() {
        ScanCopy copy = new ScanCopy();
        Embedding some = embeddings(new Random(1), 1).getFirst();
        assertThat(copy.search(some, 5)).isEmpty();
        assertThat(copy.bytes()).isLessThan(200);
        copy.add(some);
        assertThat(copy.search(some, 5, new BitSet(), 0)).isEmpty();
        assertThat(copy.search(some, 5, rows(10, row -> true), 1.1f)).isEmpty();
        assertThat(copy.search(some, 1_000_000)).containsExactly(new Match(0, some.cosine(some)));
    }

    @Test
    void search_badKOrThreshold_isRefused() {
        ScanCopy copy = new ScanCopy();
        Embedding some = embeddings(new Random(1), 1).getFirst();
        copy.add(some);
        assertThatThrownBy(() -> copy.search(some, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one neighbour");
        assertThatThrownBy(() -> copy.search(some, -3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> copy.search(some, 1, rows(1, row -> true), Float.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }

    // A number that was freed must not keep answering, nor be changed by a late caller.
    @Test
    void rows_thatHoldNothing_areRefused() {
        ScanCopy copy = new ScanCopy();
        Embedding some = embeddings(new Random(1), 1).getFirst();
        int row = copy.add(some);
        copy.remove(row);
        assertThat(copy.contains(row)).isFalse();
        assertThat(copy.contains(-1)).isFalse();
        assertThatThrownBy(() -> copy.remove(row)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> copy.replace(row, some)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> copy.embedding(row)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> copy.embedding(7)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> copy.remove(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
