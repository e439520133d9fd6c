package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How often, and how strongly liked, one title came soon after another in samples: the memory behind a {@link PairPlane}. It
 * holds a pair only if at least {@link #MIN_VIEWERS} viewers of one epoch had it. Immutable.
 *
 * @param window at most so many places later
 * @param weights earlier title → later title → weight > 0
 */
public record PairCounts(int window, SortedMap<MediaId, SortedMap<MediaId, Float>> weights) {
    /** Distinct viewers of a pair before it counts. */
    public static final int MIN_VIEWERS = 2;
    /** Added to both sums under the root: a rare pair is weak evidence. */
    private static final double SHRINK = 5;
    /** Occurrences sorted at once, 8 + 4 bytes each. More samples are counted in several passes over slices of the titles. */
    private static final int PASS = 4_000_000;

    /** Nothing seen yet. */
    public static PairCounts empty(int window) {
        return new PairCounts(window, new TreeMap<>());
    }

    /** Counts the pairs of these samples, one for each viewer, among the {@code allowed} titles. */
    public static PairCounts of(int window, List<WeightedSample> samples, Collection<MediaId> allowed) {
        List<MediaId> titles = allowed.stream().sorted().toList();
        Map<MediaId, Integer> number = new java.util.HashMap<>();
        titles.forEach(t -> number.put(t, number.size()));
        long places = samples.stream()
                .mapToLong(s -> (long) s.sample().items().size()
                        * Math.min(window, s.sample().items().size()))
                .sum();
        int passes = (int) (places / PASS) + 1;
        SortedMap<MediaId, SortedMap<MediaId, Float>> out = new TreeMap<>();
        for (int pass = 0; pass < passes; pass++) {
            Occurrences found = new Occurrences();
            for (WeightedSample s : samples) {
                found.collect(s, window, number, pass, passes);
            }
            found.drain(titles, out);
        }
        return new PairCounts(window, out);
    }

    /** Both together. */
    public PairCounts merge(PairCounts other) {
        if (other.window != window) {
            throw new LearningException("pairs within " + window + " and " + other.window + " places do not merge");
        }
        SortedMap<MediaId, SortedMap<MediaId, Float>> sum = copy();
        other.weights.forEach((i, later) -> {
            SortedMap<MediaId, Float> row = sum.computeIfAbsent(i, x -> new TreeMap<>());
            later.forEach((j, w) -> row.merge(j, w, Float::sum));
        });
        return new PairCounts(window, sum);
    }

    /** Every weight times {@code factor}; what falls below {@code floor} is forgotten. */
    public PairCounts decayed(double factor, double floor) {
        SortedMap<MediaId, SortedMap<MediaId, Float>> out = copy();
        out.values().forEach(row -> {
            row.replaceAll((j, w) -> (float) (w * factor));
            row.values().removeIf(w -> w < floor);
        });
        out.values().removeIf(SortedMap::isEmpty);
        return new PairCounts(window, out);
    }

    /** Every weight times {@code overall} and times the factors of both its titles; titles that are not named have 1. */
    public PairCounts scaled(Map<MediaId, Double> factors, double overall) {
        SortedMap<MediaId, SortedMap<MediaId, Float>> out = copy();
        out.forEach((i, row) -> {
            double by = overall * factors.getOrDefault(i, 1.0);
            row.replaceAll((j, w) -> (float) (w * by * factors.getOrDefault(j, 1.0)));
        });
        return new PairCounts(window, out);
    }

    /** Only pairs of these titles. */
    public PairCounts retaining(Collection<MediaId> titles) {
        SortedMap<MediaId, SortedMap<MediaId, Float>> out = copy();
        out.keySet().removeIf(i -> !titles.contains(i));
        out.values().forEach(row -> row.keySet().removeIf(j -> !titles.contains(j)));
        out.values().removeIf(SortedMap::isEmpty);
        return new PairCounts(window, out);
    }

    /** The plane over the model's rows ({@code rowOf} has a row for every title here), at most {@code top} strongest pairs a title (in value). */
    public PairPlane plane(Map<MediaId, Integer> rowOf, double scale, int top) {
        double[] out = new double[rowOf.size()];
        double[] in = new double[rowOf.size()];
        weights.forEach((i, later) -> later.forEach((j, w) -> {
            out[rowOf.getOrDefault(i, 0)] += w * scale;
            in[rowOf.getOrDefault(j, 0)] += w * scale;
        }));
        int[][] columns = new int[rowOf.size()][0];
        float[][] values = new float[rowOf.size()][0];
        weights.forEach((i, later) -> {
            int row = rowOf.getOrDefault(i, 0);
            int[] to = later.keySet().stream()
                    .mapToInt(j -> rowOf.getOrDefault(j, 0))
                    .toArray();
            float[] value = new float[to.length];
            int k = 0;
            for (float w : later.values()) {
                value[k] = (float) (w * scale / Math.sqrt((out[row] + SHRINK) * (in[to[k]] + SHRINK)));
                k++;
            }
            int[] best = IntStream.range(0, to.length)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(x -> -value[x]).thenComparingInt(x -> to[x]))
                    .limit(top)
                    .mapToInt(x -> x)
                    .toArray();
            columns[row] = Arrays.stream(best).map(x -> to[x]).toArray();
            values[row] = new float[best.length];
            for (int b = 0; b < best.length; b++) {
                values[row][b] = value[best[b]];
            }
        });
        return flattened(columns, values);
    }

    private PairPlane flattened(int[][] columns, float[][] values) {
        int total = Arrays.stream(columns).mapToInt(c -> c.length).sum();
        int[] ends = new int[columns.length];
        int[] allColumns = new int[total];
        float[] allValues = new float[total];
        int at = 0;
        for (int row = 0; row < columns.length; row++) {
            System.arraycopy(columns[row], 0, allColumns, at, columns[row].length);
            System.arraycopy(values[row], 0, allValues, at, columns[row].length);
            at += columns[row].length;
            ends[row] = at;
        }
        return new PairPlane(window, ends, allColumns, allValues);
    }

    private SortedMap<MediaId, SortedMap<MediaId, Float>> copy() {
        SortedMap<MediaId, SortedMap<MediaId, Float>> out = new TreeMap<>();
        weights.forEach((i, row) -> out.put(i, new TreeMap<>(row)));
        return out;
    }

    /** Writes: window int, rows int, then for each its title, its entries int, and for each a title and a float. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(window);
        out.writeInt(weights.size());
        for (var row : weights.entrySet()) {
            out.writeUTF(row.getKey().value());
            out.writeInt(row.getValue().size());
            for (var entry : row.getValue().entrySet()) {
                out.writeUTF(entry.getKey().value());
                out.writeFloat(entry.getValue());
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public static PairCounts read(DataInputStream in) throws IOException {
        int window = in.readInt();
        int rows = in.readInt();
        SortedMap<MediaId, SortedMap<MediaId, Float>> weights = new TreeMap<>();
        for (int r = 0; r < rows; r++) {
            SortedMap<MediaId, Float> row = new TreeMap<>();
            MediaId from = new MediaId(in.readUTF());
            int entries = in.readInt();
            for (int k = 0; k < entries; k++) {
                row.put(new MediaId(in.readUTF()), in.readFloat());
            }
            weights.put(from, row);
        }
        return new PairCounts(window, weights);
    }

    /** Occurrences of pairs of one pass: key = earlier title · 2³² + later title. */
    private static final class Occurrences {
        private long[] keys = new long[1024];
        private float[] weights = new float[1024];
        private int count;

        void collect(WeightedSample s, int window, Map<MediaId, Integer> number, int pass, int passes) {
            List<SampledItem> items = s.sample().items();
            int[] title = items.stream()
                    .mapToInt(i -> number.getOrDefault(i.item(), -1))
                    .toArray();
            for (int i = 0; i < title.length; i++) {
                if (title[i] < 0 || title[i] % passes != pass) {
                    continue;
                }
                for (int j = i + 1; j < title.length && j - i <= window; j++) {
                    if (title[j] >= 0) {
                        add((long) title[i] << 32 | title[j], (float)
                                (items.get(j).liking().weight() * s.reputation()));
                    }
                }
            }
        }

        private void add(long key, float weight) {
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, count * 2);
                weights = Arrays.copyOf(weights, count * 2);
            }
            keys[count] = key;
            weights[count++] = weight;
        }

        /** A sample names a title once, so a pair occurs at most once a viewer: occurrences are viewers. */
        void drain(List<MediaId> titles, SortedMap<MediaId, SortedMap<MediaId, Float>> out) {
            Integer[] order = IntStream.range(0, count).boxed().toArray(Integer[]::new);
            Arrays.sort(order, Comparator.comparingLong(x -> keys[x]));
            List<Integer> run = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                run.add(order[k]);
                if (k + 1 == count || keys[order[k + 1]] != keys[order[k]]) {
                    if (run.size() >= MIN_VIEWERS) {
                        float sum = 0;
                        for (int x : run) {
                            sum += weights[x];
                        }
                        long key = keys[order[k]];
                        out.computeIfAbsent(titles.get((int) (key >>> 32)), x -> new TreeMap<>())
                                .put(titles.get((int) key), sum);
                    }
                    run.clear();
                }
            }
        }
    }
}
