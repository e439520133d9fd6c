package io.exogenesis.omega.vector.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix.Match;
import io.exogenesis.omega.vector.arithmetic.Int8Test;
import io.exogenesis.omega.vector.arithmetic.ScanRows;
import io.exogenesis.omega.vector.arithmetic.Vectors;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The search in two passes against the comparison of all: what it finds, on data that are easy and on data made to break it. */
class ScanRecallTest {
    private static final int ROWS = 6_000;
    private static final int QUERIES = 100;
    private static final int D = Embedding.DIMENSIONS;
    private final Random random = new Random(11);

    @Test
    void recall_randomDirections_isNinetyNine() {
        assertThat(recall(() -> Int8Test.gaussian(random, D), 20)).isGreaterThan(.985);
    }

    @Test
    void recall_clusters_isNinetyNine() {
        assertThat(recall(clusters(60, .9f), 20)).isGreaterThan(.985);
    }

    // Near duplicates: the error of an estimate shrinks with the angle, but what rounding the query adds does not.
    @Test
    void recall_tightClusters_isNinetyNine() {
        assertThat(recall(clusters(60, .2f), 20)).isGreaterThan(.985);
    }

    // A few axes hold nearly all of the length, as in raw sentence embeddings: without the rotation recall is .05 here.
    @Test
    void recall_skewedSpectrum_isNinetyNine() {
        assertThat(recall(
                        () -> {
                            float[] values = Int8Test.gaussian(random, D);
                            for (int i = 0; i < D; i++) {
                                values[i] /= (float) Math.sqrt(1 + i);
                            }
                            return values;
                        },
                        20))
                .isGreaterThan(.985);
    }

    @Test
    void recall_sparseRows_isNinetyNine() {
        assertThat(recall(
                        () -> {
                            float[] values = new float[D];
                            for (int i = 0; i < 6; i++) {
                                values[random.nextInt(D)] = 1 + random.nextFloat();
                            }
                            return values;
                        },
                        20))
                .isGreaterThan(.985);
    }

    @Test
    void recall_oneNeighbourAndTwoHundred_isNinetyNine() {
        Supplier<float[]> rows = () -> Int8Test.gaussian(random, D);
        assertThat(recall(rows, 1)).isGreaterThan(.95);
        assertThat(recall(rows, 200)).isGreaterThan(.985);
    }

    private Supplier<float[]> clusters(int n, float spread) {
        List<float[]> centres = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            centres.add(Vectors.unit(Int8Test.gaussian(random, D)));
        }
        return () -> {
            float[] values = centres.get(random.nextInt(n)).clone();
            float[] noise = Int8Test.gaussian(random, D);
            for (int i = 0; i < D; i++) {
                values[i] += spread * noise[i] / (float) Math.sqrt(D);
            }
            return values;
        };
    }

    /** Rows found by both, per row of the exact answer; 70 % of the rows are admitted, as with successRate ≥ .7. */
    private double recall(Supplier<float[]> source, int k) {
        ScanCopy copy = new ScanCopy();
        for (int i = 0; i < ROWS; i++) {
            copy.add(Embedding.of(source.get()));
        }
        BitSet admitted = ScanCopyTest.rows(ROWS, row -> random.nextInt(10) < 7);
        int found = 0;
        int expected = 0;
        for (int i = 0; i < QUERIES; i++) {
            Embedding query = Embedding.of(source.get());
            Set<Match> exact = new HashSet<>(copy.exact(query, k, admitted, -1));
            List<Match> searched = copy.search(query, k, admitted, -1);
            assertThat(searched).hasSize(k).allMatch(m -> admitted.get(m.row()));
            // Scores are exact even where a neighbour is missed.
            assertThat(searched.getFirst().score())
                    .isEqualTo(query.cosine(copy.embedding(searched.getFirst().row())));
            expected += exact.size();
            exact.retainAll(searched);
            found += exact.size();
        }
        return (double) found / expected;
    }

    // Every row equal: no estimate tells them apart, and the answer is the lowest rows.
    @Test
    void search_identicalRows_givesTheLowest() {
        Embedding one = Embedding.of(Int8Test.gaussian(random, D));
        ScanCopy copy = new ScanCopy();
        for (int i = 0; i < 3_000; i++) {
            copy.add(one);
        }
        assertThat(copy.search(one, 5)).extracting(Match::row).containsExactly(0, 1, 2, 3, 4);
    }

    // Signs must follow a replacement and a row used again, or the new embedding is never looked at.
    @Test
    void search_afterReplacementAndReuse_findsTheNewEmbeddings() {
        ScanCopy copy = new ScanCopy();
        for (int i = 0; i < 3_000; i++) {
            copy.add(Embedding.of(Int8Test.gaussian(random, D)));
        }
        for (int i = 0; i < 200; i++) {
            Embedding fresh = Embedding.of(Int8Test.gaussian(random, D));
            int row = random.nextInt(3_000);
            if (i % 2 == 0) {
                copy.replace(row, fresh);
            } else {
                copy.remove(row);
                assertThat(copy.add(fresh)).isEqualTo(row);
            }
            assertThat(copy.search(fresh, 1)).containsExactly(new Match(row, fresh.cosine(fresh)));
            copy.remove(row);
            assertThat(copy.search(fresh, 1)).isNotEmpty().noneMatch(m -> m.row() == row);
            assertThat(copy.add(fresh)).isEqualTo(row);
        }
    }

    @Test
    void search_thresholdOnALargeTable_keepsOnlyWhatReachesIt() {
        ScanCopy copy = new ScanCopy();
        Supplier<float[]> source = clusters(40, .5f);
        for (int i = 0; i < 4_000; i++) {
            copy.add(Embedding.of(source.get()));
        }
        BitSet all = ScanCopyTest.rows(copy.end(), row -> true);
        for (int i = 0; i < 20; i++) {
            Embedding query = Embedding.of(source.get());
            List<Match> exact = copy.exact(query, 500, all, .7f);
            List<Match> searched = copy.search(query, 500, all, .7f);
            assertThat(exact).isNotEmpty();
            assertThat(searched).allMatch(m -> m.score() >= .7f);
            assertThat(exact).containsAll(searched);
            assertThat((double) searched.size()).isGreaterThan(.97 * exact.size());
            assertThat(copy.search(query, 20, all, 1.2f)).isEmpty();
        }
    }

    // The limit that a memory of 10,000 patterns was promised.
    @Test
    void bytes_largeTable_areAtMost440ARowOfCapacity() {
        ScanCopy copy = new ScanCopy();
        Embedding one = Embedding.of(Int8Test.gaussian(random, D));
        for (int i = 0; i < 10_000; i++) {
            copy.add(one);
        }
        assertThat(copy.bytes()).isLessThan(441L * copy.capacity());
        assertThat(copy.capacity()).isLessThan(10_000 + ScanRows.CHUNK);
    }
}
