package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.linear.SymmetricEigen;
import io.exogenesis.omega.model.MediaId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A sketch B of at most ℓ rows that stands for a matrix G of any number of rows: {@code ‖GᵀG − BᵀB‖₂ ≤ errorBound()}, and the
 * bound is at most {@code ‖G‖²_F / (ℓ + 1)}, in whatever order rows came and sketches were merged.
 *
 * <p>Liberty, "Simple and deterministic matrix sketching", KDD 2013; merging: Ghashami, Liberty, Phillips, Woodruff, SIAM J.
 * Comput. 2016; many sparse rows at once: Ghashami, Liberty, Phillips, "Efficient frequent directions algorithm for sparse
 * matrices", KDD 2016. Columns are titles and grow as titles appear. Immutable: every step returns a new sketch.
 */
public final class FrequentDirections {
    /** Share of the largest eigenvalue below which one is rounding of floats (their relative error squared is 4e-15). */
    private static final double NOISE = 1e-12;

    /**
     * All published figures come from federations of less than a thousand viewers: theirs go ℓ at a time, to the same bits as
     * ever, with room to grow. So many rows take some 4 s of a core this way, a batch of any size below 2 s.
     */
    static final int STEPWISE = 3_000;
    /** Below it the work on the sketch's own rows outweighs that on the new ones. */
    private static final long LEAST_BATCH = 1 << 21;

    private final int size;
    private final SequencedMap<MediaId, Integer> columns;
    private final float[][] rows;
    private final double errorBound;

    private FrequentDirections(int size, SequencedMap<MediaId, Integer> columns, float[][] rows, double errorBound) {
        this.size = size;
        this.columns = columns;
        this.rows = rows;
        this.errorBound = errorBound;
    }

    /** A sketch of nothing with room for {@code size} = ℓ rows. */
    public static FrequentDirections empty(int size) {
        if (size < 1 || size > 4096) {
            throw new LearningException("a sketch has 1 to 4096 rows, not " + size);
        }
        return new FrequentDirections(size, new LinkedHashMap<>(), new float[0][], 0);
    }

    /**
     * The sketch after these rows, too. Up to {@link #STEPWISE} rows are appended ℓ at a time and shrunk when more than ℓ stand
     * there; more of them go in batches through a {@link SparseShrink}, which is as true and costs much less.
     */
    public FrequentDirections fold(List<SparseRow> added) {
        return fold(added, STEPWISE, LEAST_BATCH);
    }

    /**
     * @param stepwise most rows that go ℓ at a time
     * @param leastBatch fewest values other than 0 in a batch, if there are so many
     */
    FrequentDirections fold(List<SparseRow> added, int stepwise, long leastBatch) {
        SequencedMap<MediaId, Integer> all = new LinkedHashMap<>(columns);
        for (SparseRow row : added) {
            row.ids().forEach(id -> all.putIfAbsent(id, all.size()));
        }
        FrequentDirections sketch = new FrequentDirections(size, all, widened(all.size()), errorBound);
        if (added.size() <= stepwise) {
            return sketch.stepwise(added);
        }
        long values = added.stream().mapToLong(row -> row.values().length).sum();
        long most = Math.max(leastBatch, (long) size * all.size());
        int batches = (int) Math.ceilDiv(values, most);
        for (int b = 0; b < batches; b++) {
            sketch = sketch.batch(added.subList(part(added, b, batches), part(added, b + 1, batches)));
        }
        return sketch;
    }

    private static int part(List<SparseRow> rows, int b, int batches) {
        return (int) ((long) rows.size() * b / batches);
    }

    private FrequentDirections batch(List<SparseRow> added) {
        return SparseShrink.of(below(added), size)
                .map(s -> new FrequentDirections(size, columns, s.rows(), errorBound + s.bound()))
                .orElseGet(() -> stepwise(added));
    }

    private FrequentDirections stepwise(List<SparseRow> added) {
        FrequentDirections sketch = this;
        for (int from = 0; from < added.size(); from += size) {
            SketchStep step = sketch.below(added.subList(from, Math.min(added.size(), from + size)));
            sketch = shrunk(size, columns, step, sketch.errorBound);
        }
        return sketch;
    }

    /** Our rows with these below; their titles have columns. */
    private SketchStep below(List<SparseRow> added) {
        List<int[]> places = new ArrayList<>(added.size());
        List<float[]> values = new ArrayList<>(added.size());
        for (SparseRow row : added) {
            places.add(row.ids().stream()
                    .mapToInt(id -> columns.getOrDefault(id, 0))
                    .toArray());
            values.add(row.values());
        }
        return new SketchStep(columns.size(), rows, places, values);
    }

    /** The sketch of both matrices, one under the other. The error bounds add up. */
    public FrequentDirections merge(FrequentDirections other) {
        if (other.size != size) {
            throw new LearningException("sketches of " + size + " and " + other.size + " rows do not merge");
        }
        SequencedMap<MediaId, Integer> all = new LinkedHashMap<>(columns);
        other.columns.keySet().forEach(id -> all.putIfAbsent(id, all.size()));
        List<float[]> stacked = new ArrayList<>(Arrays.asList(widened(all.size())));
        int[] place = other.columns.keySet().stream().mapToInt(all::get).toArray();
        for (float[] row : other.rows) {
            float[] line = new float[all.size()];
            for (int c = 0; c < place.length; c++) {
                line[place[c]] = row[c];
            }
            stacked.add(line);
        }
        SketchStep step = new SketchStep(all.size(), stacked.toArray(float[][]::new), List.of(), List.of());
        return shrunk(size, all, step, errorBound + other.errorBound);
    }

    /** Every row's weight times {@code factor} in [0, 1]: {@code GᵀG} counts that much less. */
    public FrequentDirections decayed(double factor) {
        if (!(factor >= 0 && factor <= 1)) {
            throw new LearningException("a decay must be in [0, 1], not " + factor);
        }
        float root = (float) Math.sqrt(factor);
        float[][] scaled = new float[rows.length][];
        for (int k = 0; k < rows.length; k++) {
            scaled[k] = rows[k].clone();
            for (int c = 0; c < scaled[k].length; c++) {
                scaled[k][c] *= root;
            }
        }
        return new FrequentDirections(size, columns, scaled, errorBound * factor);
    }

    /** The sketch without all other titles. Taking columns out of G and of B keeps the bound. */
    public FrequentDirections retaining(Collection<MediaId> titles) {
        SequencedMap<MediaId, Integer> kept = new LinkedHashMap<>();
        columns.keySet().stream().filter(titles::contains).forEach(id -> kept.put(id, kept.size()));
        float[][] narrow = new float[rows.length][kept.size()];
        kept.forEach((id, c) -> {
            int from = columns.getOrDefault(id, 0);
            for (int k = 0; k < rows.length; k++) {
                narrow[k][c] = rows[k][from];
            }
        });
        return new FrequentDirections(size, kept, narrow, errorBound);
    }

    /** Column j times {@code factors[j]} ≥ 0; titles that are not named keep theirs. Factors above 1 raise the bound. */
    public FrequentDirections scaled(Map<MediaId, Double> factors) {
        double[] by = columns.keySet().stream()
                .mapToDouble(id -> factors.getOrDefault(id, 1.0))
                .toArray();
        double most = 1;
        for (double f : by) {
            most = Math.max(most, f);
        }
        float[][] out = new float[rows.length][by.length];
        for (int k = 0; k < rows.length; k++) {
            for (int c = 0; c < by.length; c++) {
                out[k][c] = (float) (rows[k][c] * by[c]);
            }
        }
        return new FrequentDirections(size, columns, out, errorBound * most * most);
    }

    private static FrequentDirections shrunk(
            int size, SequencedMap<MediaId, Integer> columns, SketchStep step, double bound) {
        if (step.rows() <= size) {
            return new FrequentDirections(size, columns, step.dense(), bound);
        }
        SymmetricEigen eigen = SymmetricEigen.of(step.gram());
        // Of equal rows all eigenvalues but one are noise around 0: kept, they would end as numbers too small to divide
        // by.
        double cut = Math.max(NOISE * eigen.values()[0], eigen.values()[size]);
        float[][] turn = new float[size][];
        int kept = 0;
        for (int k = 0; k < size && eigen.values()[k] > cut; k++) {
            float scale = (float) Math.sqrt((eigen.values()[k] - cut) / eigen.values()[k]);
            float[] line = new float[step.rows()];
            for (int i = 0; i < line.length; i++) {
                line[i] = (float) (eigen.vectors()[k][i] * scale);
            }
            turn[kept++] = line;
        }
        return new FrequentDirections(size, columns, step.turned(Arrays.copyOf(turn, kept)), bound + cut);
    }

    private float[][] widened(int width) {
        float[][] out = new float[rows.length][];
        for (int k = 0; k < rows.length; k++) {
            out[k] = Arrays.copyOf(rows[k], width);
        }
        return out;
    }

    /** ℓ: the most rows it holds. */
    public int size() {
        return size;
    }

    /** Rows it holds now, at most ℓ. */
    public int rowCount() {
        return rows.length;
    }

    /** Titles with a column, in the order of the columns. */
    public List<MediaId> titles() {
        return List.copyOf(columns.keySet());
    }

    /** Upper limit of {@code ‖GᵀG − BᵀB‖₂}. */
    public double errorBound() {
        return errorBound;
    }

    /** {@code ‖B‖²_F}. */
    public double energy() {
        double sum = 0;
        for (float[] row : rows) {
            for (float v : row) {
                sum += (double) v * v;
            }
        }
        return sum;
    }

    /** Entry of B; 0 for a title without a column. */
    public float value(int row, MediaId title) {
        Integer column = columns.get(title);
        return column == null ? 0 : rows[row][column];
    }

    /** All columns of B by title, each of {@link #rowCount()} values, as new arrays. */
    public Map<MediaId, float[]> columns() {
        Map<MediaId, float[]> out = HashMap.newHashMap(columns.size());
        columns.keySet().forEach(id -> out.put(id, column(id)));
        return out;
    }

    /** Column of B as a new array of {@link #rowCount()} values, or an empty array if the title has none. */
    float[] column(MediaId title) {
        Integer c = columns.get(title);
        if (c == null) {
            return new float[0];
        }
        float[] out = new float[rows.length];
        for (int k = 0; k < rows.length; k++) {
            out[k] = rows[k][c];
        }
        return out;
    }

    /**
     * Writes: ℓ int, error bound double, columns int, that many titles (modified UTF-8 with a length of two bytes), rows int,
     * rows × columns floats, row by row. All big-endian.
     */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(size);
        out.writeDouble(errorBound);
        out.writeInt(columns.size());
        for (MediaId id : columns.keySet()) {
            out.writeUTF(id.value());
        }
        out.writeInt(rows.length);
        for (float[] row : rows) {
            for (float v : row) {
                out.writeFloat(v);
            }
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the bytes end early
     * @throws LearningException if they are no sketch
     */
    public static FrequentDirections read(DataInputStream in) throws IOException {
        FrequentDirections none = empty(in.readInt());
        double bound = in.readDouble();
        int width = in.readInt();
        SequencedMap<MediaId, Integer> columns = new LinkedHashMap<>();
        for (int c = 0; c < width; c++) {
            columns.put(new MediaId(in.readUTF()), c);
        }
        int count = in.readInt();
        if (count < 0 || count > none.size || columns.size() != width || !(bound >= 0)) {
            throw new LearningException("not a sketch: " + count + " rows of " + width + " titles, bound " + bound);
        }
        List<float[]> rows = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            float[] row = new float[width];
            for (int c = 0; c < width; c++) {
                row[c] = in.readFloat();
            }
            rows.add(row);
        }
        return new FrequentDirections(none.size, columns, rows.toArray(float[][]::new), bound);
    }

    /** Whether both hold the same numbers. */
    @Override
    public boolean equals(Object o) {
        return o instanceof FrequentDirections f
                && f.size == size
                && f.errorBound == errorBound
                && f.columns.equals(columns)
                && Arrays.deepEquals(f.rows, rows);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(rows);
    }

    @Override
    public String toString() {
        return "FrequentDirections[" + rows.length + " of " + size + " rows × " + columns.size() + " titles, bound "
                + errorBound + "]";
    }
}
