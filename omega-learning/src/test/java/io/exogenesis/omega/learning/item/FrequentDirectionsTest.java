package io.exogenesis.omega.learning.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.linear.SymmetricEigen;
import io.exogenesis.omega.model.MediaId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FrequentDirectionsTest {
    private static final int TITLES = 24;

    // Scale-out rests on this: any partition of viewers, folded in any order, merged in any tree, keeps the bound.
    @Property(tries = 80)
    void merge_anyPartitionAndOrder_keepsTheErrorBound(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int size,
            @ForAll @IntRange(min = 0, max = 60) int count,
            @ForAll @IntRange(min = 1, max = 6) int nodes) {
        Random random = new Random(seed);
        List<SparseRow> rows = rows(random, count);
        List<FrequentDirections> sketches = new ArrayList<>();
        for (int n = 0; n < nodes; n++) {
            int node = n;
            List<SparseRow> part = new ArrayList<>();
            for (int k = 0; k < rows.size(); k++) {
                if (k % nodes == node) {
                    part.add(rows.get(k));
                }
            }
            Collections.shuffle(part, random);
            sketches.add(FrequentDirections.empty(size).fold(part));
        }
        while (sketches.size() > 1) {
            Collections.shuffle(sketches, random);
            sketches.add(sketches.removeLast().merge(sketches.removeLast()));
        }
        assertBound(rows, sketches.getFirst(), 1);
    }

    @Property(tries = 40)
    void decayed_thenFolded_keepsTheErrorBound(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int size) {
        List<SparseRow> rows = rows(new Random(seed), 30);
        FrequentDirections sketch = FrequentDirections.empty(size).fold(rows).decayed(.49);
        assertBound(rows, sketch, .49);
    }

    @Property(tries = 40)
    void retaining_fewerTitles_keepsTheErrorBound(@ForAll long seed) {
        Random random = new Random(seed);
        List<SparseRow> rows = rows(random, 25);
        Set<MediaId> kept = titles().stream().filter(t -> random.nextBoolean()).collect(Collectors.toSet());
        FrequentDirections sketch = FrequentDirections.empty(4).fold(rows).retaining(kept);
        List<SparseRow> narrow = rows.stream()
                .map(r -> {
                    List<MediaId> ids = r.ids().stream().filter(kept::contains).toList();
                    float[] values = new float[ids.size()];
                    for (int k = 0; k < values.length; k++) {
                        values[k] = r.values()[r.ids().indexOf(ids.get(k))];
                    }
                    return new SparseRow(ids, values);
                })
                .toList();
        assertThat(kept).containsAll(sketch.titles());
        assertThat(spectralError(narrow, sketch, 1)).isLessThanOrEqualTo(sketch.errorBound() + 1e-3);
    }

    @Test
    void fold_fewerRowsThanSize_isExact() {
        List<SparseRow> rows = rows(new Random(1), 5);
        FrequentDirections sketch = FrequentDirections.empty(8).fold(rows);
        assertThat(sketch.errorBound()).isZero();
        assertThat(sketch.rowCount()).isEqualTo(5);
        assertThat(spectralError(rows, sketch, 1)).isLessThan(1e-6);
    }

    @Test
    void read_whatWasWritten_isEqual() throws IOException {
        FrequentDirections sketch = FrequentDirections.empty(6).fold(rows(new Random(3), 40));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sketch.write(new DataOutputStream(bytes));
        assertThat(FrequentDirections.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(sketch);
    }

    @Test
    void row_notFinite_isRefused() {
        assertThatThrownBy(() -> new SparseRow(List.of(new MediaId("a")), new float[] {Float.NaN}))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("NaN");
    }

    private static void assertBound(List<SparseRow> rows, FrequentDirections sketch, double factor) {
        double energy = rows.stream().mapToDouble(SparseRow::energy).sum() * factor;
        double error = spectralError(rows, sketch, factor);
        assertThat(error).isLessThanOrEqualTo(sketch.errorBound() + 1e-4 * (1 + energy));
        assertThat(sketch.errorBound()).isLessThanOrEqualTo(energy / (sketch.size() + 1) + 1e-4 * (1 + energy));
        assertThat(sketch.energy()).isLessThanOrEqualTo(energy * (1 + 1e-5));
        assertThat(sketch.rowCount()).isLessThanOrEqualTo(sketch.size());
    }

    /** {@code ‖factor·GᵀG − BᵀB‖₂} by a dense eigendecomposition; the difference is positive semi-definite. */
    private static double spectralError(List<SparseRow> rows, FrequentDirections sketch, double factor) {
        List<MediaId> titles = titles();
        double[][] difference = new double[TITLES][TITLES];
        for (SparseRow r : rows) {
            add(difference, dense(r, titles), factor);
        }
        for (int k = 0; k < sketch.rowCount(); k++) {
            double[] row = new double[TITLES];
            for (int c = 0; c < TITLES; c++) {
                row[c] = sketch.value(k, titles.get(c));
            }
            add(difference, row, -1);
        }
        return SymmetricEigen.of(difference).values()[0];
    }

    private static void add(double[][] m, double[] row, double factor) {
        for (int i = 0; i < row.length; i++) {
            for (int j = 0; j < row.length; j++) {
                m[i][j] += factor * row[i] * row[j];
            }
        }
    }

    private static double[] dense(SparseRow r, List<MediaId> titles) {
        double[] out = new double[TITLES];
        for (int k = 0; k < r.values().length; k++) {
            out[titles.indexOf(r.ids().get(k))] += r.values()[k];
        }
        return out;
    }

    private static List<MediaId> titles() {
        List<MediaId> out = new ArrayList<>();
        for (int t = 0; t < TITLES; t++) {
            out.add(new MediaId("t" + t));
        }
        return out;
    }

    private static List<SparseRow> rows(Random random, int count) {
        List<MediaId> titles = titles();
        List<SparseRow> out = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            Set<MediaId> ids = new TreeSet<>();
            int n = 1 + random.nextInt(8);
            while (ids.size() < n) {
                ids.add(titles.get((int) (Math.pow(random.nextDouble(), 2) * TITLES)));
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
