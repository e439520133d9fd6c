package io.exogenesis.omega.learning.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.learning.linear.SymmetricEigen;
import io.exogenesis.omega.model.MediaId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The path of many rows, forced on few: catalogues from below 2ℓ titles, where it is exact, to many times ℓ. */
class SparseShrinkTest {
    private static final int TITLES = 100;

    // Scale-out rests on the bound, and a large node's batches meet a small node's steps in one merge.
    @Property(tries = 60)
    void fold_batchesAnyPartitionAndOrder_keepTheErrorBound(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int size,
            @ForAll @IntRange(min = 1, max = 150) int count,
            @ForAll @IntRange(min = 2, max = TITLES) int titles,
            @ForAll @IntRange(min = 1, max = 4) int nodes) {
        Random random = new Random(seed);
        List<SparseRow> rows = rows(random, count, titles);
        List<FrequentDirections> sketches = new ArrayList<>();
        for (int n = 0; n < nodes; n++) {
            List<SparseRow> part = new ArrayList<>();
            for (int k = n; k < rows.size(); k += nodes) {
                part.add(rows.get(k));
            }
            Collections.shuffle(part, random);
            int cut = random.nextInt(part.size() + 1);
            int border = n == 0 ? Integer.MAX_VALUE : 0;
            sketches.add(FrequentDirections.empty(size)
                    .fold(part.subList(0, cut), border, 1)
                    .fold(part.subList(cut, part.size()), border, 1));
        }
        while (sketches.size() > 1) {
            Collections.shuffle(sketches, random);
            sketches.add(sketches.removeLast().merge(sketches.removeLast()));
        }
        assertBound(rows, sketches.getFirst());
    }

    // Without this the properties above could all be those of the fallback.
    @Property(tries = 30)
    void of_manyRows_reachesItsBound_nearTheBestPossible(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        List<SparseRow> rows = rows(new Random(seed), 400, TITLES);
        SparseShrink.Shrunk shrunk =
                SparseShrink.of(step(rows), size).orElseThrow(() -> new AssertionError("the bound was not reached"));
        double best =
                SymmetricEigen.of(difference(rows, FrequentDirections.empty(1))).values()[size];
        assertThat(shrunk.bound()).isBetween(best * .99, best * 1.6);
        assertThat(shrunk.rows().length).isLessThanOrEqualTo(size);
    }

    // Ten thousand equal profiles are what anybody could send: one direction, and nothing divided by the noise around
    // it.
    @Test
    void of_equalRows_oneDirectionAndNoError() {
        SparseRow row = rows(new Random(5), 1, TITLES).getFirst();
        List<SparseRow> rows = Collections.nCopies(10_000, row);
        SparseShrink.Shrunk shrunk = SparseShrink.of(step(rows), 8).orElseThrow();
        double energy = 10_000 * row.energy();
        assertThat(shrunk.rows().length).isEqualTo(1);
        assertThat(SketchStep.energy(shrunk.rows()[0])).isBetween(energy * .9999, energy * 1.0001);
        assertThat(shrunk.bound()).isLessThan(energy * 1e-4);
    }

    // No energy means no direction at all, not NaN.
    @Test
    void of_zeros_isEmpty() {
        SparseRow zero = new SparseRow(titles(40), new float[40]);
        SparseShrink.Shrunk shrunk =
                SparseShrink.of(step(List.of(zero, zero)), 3).orElseThrow();
        assertThat(shrunk.rows()).isEmpty();
        assertThat(shrunk.bound()).isZero();
    }

    // Tail directions that all but vanish beside one: the bound must not be handed out on the strength of the one.
    @Test
    void fold_oneLoudDirection_keepsTheErrorBound() {
        List<SparseRow> rows = new ArrayList<>(rows(new Random(6), 300, TITLES));
        SparseRow loud = rows.removeLast();
        float[] louder = loud.values().clone();
        for (int k = 0; k < louder.length; k++) {
            louder[k] *= 300;
        }
        rows.add(new SparseRow(loud.ids(), louder));
        assertBound(rows, FrequentDirections.empty(6).fold(rows, 0, 1));
    }

    // Published figures come from small federations: up to the border, not a bit may change.
    @Test
    void fold_upToTheBorder_isTheStepwiseResult() {
        List<SparseRow> rows = rows(new Random(7), FrequentDirections.STEPWISE + 1, 30);
        List<SparseRow> most = rows.subList(0, FrequentDirections.STEPWISE);
        FrequentDirections none = FrequentDirections.empty(4);
        assertThat(none.fold(most)).isEqualTo(none.fold(most, Integer.MAX_VALUE, 1));
        assertThat(none.fold(rows)).isNotEqualTo(none.fold(rows, Integer.MAX_VALUE, 1));
    }

    // Rounds are recomputed, and nodes compare their sketches by hash.
    @Test
    void fold_sameRowsTwice_sameBits() {
        List<SparseRow> rows = rows(new Random(8), 200, TITLES);
        FrequentDirections none = FrequentDirections.empty(5);
        assertThat(none.fold(rows, 0, 1)).isEqualTo(none.fold(rows, 0, 1));
    }

    private static void assertBound(List<SparseRow> rows, FrequentDirections sketch) {
        double energy = rows.stream().mapToDouble(SparseRow::energy).sum();
        double error = SymmetricEigen.of(difference(rows, sketch)).values()[0];
        assertThat(error).isLessThanOrEqualTo(sketch.errorBound() + 1e-4 * (1 + energy));
        assertThat(sketch.errorBound()).isLessThanOrEqualTo(energy / (sketch.size() + 1) + 1e-4 * (1 + energy));
        assertThat(sketch.energy()).isLessThanOrEqualTo(energy * (1 + 1e-5));
        assertThat(sketch.rowCount()).isLessThanOrEqualTo(sketch.size());
    }

    private static SketchStep step(List<SparseRow> rows) {
        return new SketchStep(
                rows.stream()
                                .flatMap(r -> r.ids().stream())
                                .mapToInt(SparseShrinkTest::place)
                                .max()
                                .orElse(0)
                        + 1,
                new float[0][],
                rows.stream()
                        .map(r -> r.ids().stream()
                                .mapToInt(SparseShrinkTest::place)
                                .toArray())
                        .toList(),
                rows.stream().map(SparseRow::values).toList());
    }

    /** {@code GᵀG − BᵀB}, titles × titles. */
    private static double[][] difference(List<SparseRow> rows, FrequentDirections sketch) {
        double[][] out = new double[TITLES][TITLES];
        for (SparseRow r : rows) {
            for (int a = 0; a < r.values().length; a++) {
                for (int b = 0; b < r.values().length; b++) {
                    out[place(r.ids().get(a))][place(r.ids().get(b))] += (double) r.values()[a] * r.values()[b];
                }
            }
        }
        for (int k = 0; k < sketch.rowCount(); k++) {
            for (MediaId a : sketch.titles()) {
                for (MediaId b : sketch.titles()) {
                    out[place(a)][place(b)] -= (double) sketch.value(k, a) * sketch.value(k, b);
                }
            }
        }
        return out;
    }

    private static int place(MediaId title) {
        return Integer.parseInt(title.value().substring(1));
    }

    private static List<MediaId> titles(int n) {
        return IntStream.range(0, n).mapToObj(t -> new MediaId("t" + t)).toList();
    }

    private static List<SparseRow> rows(Random random, int count, int titles) {
        List<MediaId> all = titles(titles);
        List<SparseRow> out = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            TreeSet<MediaId> ids = new TreeSet<>();
            int n = 1 + random.nextInt(Math.min(titles, 12));
            while (ids.size() < n) {
                ids.add(all.get((int) (Math.pow(random.nextDouble(), 2) * titles)));
            }
            float[] values = new float[n];
            for (int i = 0; i < n; i++) {
                values[i] = .2f + random.nextFloat();
            }
            out.add(new SparseRow(List.copyOf(ids), values));
        }
        return out;
    }
}
