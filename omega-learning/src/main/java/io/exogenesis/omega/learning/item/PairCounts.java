package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.LearningException;
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
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How often, and how strongly liked, one title came soon after another in samples: the memory behind a {@link PairPlane}. It
 * holds a pair only if at least {@link #MIN_VIEWERS} viewers of one epoch had it, and at most {@link #MAX_LATER} for a title,
 * so that it never grows with the viewers. Immutable.
 */
public final class PairCounts {
    /** Distinct viewers of a pair before it counts. */
    public static final int MIN_VIEWERS = 2;
    /** Strongest pairs kept for a title, ten times what is published: 8 bytes each, so 80 MB in two planes of 10,000 titles. */
    public static final int MAX_LATER = 500;
    /** Added to both sums under the root: a rare pair is weak evidence. */
    private static final double SHRINK = 5;

    private final int window;
    /** Ascending; rows and entries name a title by its position here. */
    private final List<MediaId> titles;
    /** One for each title. */
    private final List<PairRow> rows;

    private PairCounts(int window, List<MediaId> titles, List<PairRow> rows) {
        this.window = window;
        this.titles = List.copyOf(titles);
        this.rows = List.copyOf(rows);
    }

    /** Nothing seen yet. */
    public static PairCounts empty(int window) {
        return new PairCounts(window, List.of(), List.of());
    }

    /** Counts the pairs of these samples, one for each viewer, among the {@code allowed} titles. */
    public static PairCounts of(int window, List<WeightedSample> samples, Collection<MediaId> allowed) {
        return of(window, samples, allowed, Map.of());
    }

    /** The same, where a pair counts as much as is granted of both its titles. */
    static PairCounts of(
            int window, List<WeightedSample> samples, Collection<MediaId> allowed, Map<MediaId, Grant> grants) {
        List<MediaId> titles = allowed.stream().sorted().toList();
        PairCounter counter = new PairCounter(window, samples, titles, grants);
        return new PairCounts(
                window,
                titles,
                IntStream.range(0, titles.size()).mapToObj(counter::row).toList());
    }

    /** At most so many places later. */
    public int window() {
        return window;
    }

    /** Earlier title → later title → weight, a copy for people and tests; titles that nothing followed are left out. */
    public SortedMap<MediaId, SortedMap<MediaId, Float>> weights() {
        SortedMap<MediaId, SortedMap<MediaId, Float>> out = new TreeMap<>();
        for (int t = 0; t < rows.size(); t++) {
            PairRow row = rows.get(t);
            for (int k = 0; k < row.size(); k++) {
                out.computeIfAbsent(titles.get(t), x -> new TreeMap<>()).put(titles.get(row.later(k)), row.weight(k));
            }
        }
        return out;
    }

    /** Both together. */
    public PairCounts merge(PairCounts other) {
        if (other.window != window) {
            throw new LearningException("pairs within " + window + " and " + other.window + " places do not merge");
        }
        SortedSet<MediaId> union = new TreeSet<>(titles);
        union.addAll(other.titles);
        List<MediaId> all = List.copyOf(union);
        PairRow[] sum = new PairRow[all.size()];
        Arrays.fill(sum, PairRow.NONE);
        for (PairCounts part : List.of(this, other)) {
            int[] number = part.numbersIn(all);
            for (int t = 0; t < number.length; t++) {
                sum[number[t]] = sum[number[t]].plus(part.rows.get(t).renumbered(number));
            }
        }
        return new PairCounts(window, all, List.of(sum));
    }

    /** Place of each of our titles in a larger ascending list. */
    private int[] numbersIn(List<MediaId> all) {
        int[] out = new int[titles.size()];
        int at = 0;
        for (int t = 0; t < out.length; t++) {
            while (!all.get(at).equals(titles.get(t))) {
                at++;
            }
            out[t] = at;
        }
        return out;
    }

    /** Every weight times {@code factor}; what falls below {@code floor} is forgotten. */
    public PairCounts decayed(double factor, double floor) {
        return scaled(Map.of(), factor).filtered((row, k) -> row.weight(k) >= floor);
    }

    /** Every weight times {@code overall} and times the factors of both its titles; titles that are not named have 1. */
    public PairCounts scaled(Map<MediaId, Double> factors, double overall) {
        double[] by =
                titles.stream().mapToDouble(t -> factors.getOrDefault(t, 1.0)).toArray();
        List<PairRow> out = new ArrayList<>(rows.size());
        for (int t = 0; t < by.length; t++) {
            PairRow row = rows.get(t);
            float[] w = new float[row.size()];
            for (int k = 0; k < w.length; k++) {
                w[k] = (float) (row.weight(k) * (overall * by[t]) * by[row.later(k)]);
            }
            out.add(new PairRow(row.later(), w));
        }
        return new PairCounts(window, titles, out);
    }

    /** Only pairs of these titles. */
    public PairCounts retaining(Collection<MediaId> kept) {
        boolean[] stays = new boolean[titles.size()];
        for (int t = 0; t < stays.length; t++) {
            stays[t] = kept.contains(titles.get(t));
        }
        PairCounts few = filtered((row, k) -> stays[row.later(k)]);
        int[] number = new int[stays.length];
        List<MediaId> left = new ArrayList<>();
        for (int t = 0; t < stays.length; t++) {
            number[t] = left.size();
            if (stays[t]) {
                left.add(titles.get(t));
            }
        }
        return new PairCounts(
                window,
                left,
                IntStream.range(0, stays.length)
                        .filter(t -> stays[t])
                        .mapToObj(t -> few.rows.get(t).renumbered(number))
                        .toList());
    }

    private interface EntryFilter {
        boolean keeps(PairRow row, int entry);
    }

    private PairCounts filtered(EntryFilter filter) {
        return new PairCounts(
                window,
                titles,
                rows.stream()
                        .map(row -> row.picked(IntStream.range(0, row.size())
                                .filter(k -> filter.keeps(row, k))
                                .toArray()))
                        .toList());
    }

    /** The plane over the model's rows, at most {@code top} strongest pairs a title (in value); pairs of other titles are left out. */
    public PairPlane plane(Map<MediaId, Integer> rowOf, int top) {
        if (!rowOf.keySet().containsAll(titles)) {
            return retaining(rowOf.keySet()).plane(rowOf, top);
        }
        int[] place = titles.stream().mapToInt(t -> rowOf.getOrDefault(t, 0)).toArray();
        double[] out = new double[titles.size()];
        double[] in = new double[titles.size()];
        for (int t = 0; t < out.length; t++) {
            PairRow row = rows.get(t);
            for (int k = 0; k < row.size(); k++) {
                out[t] += row.weight(k);
                in[row.later(k)] += row.weight(k);
            }
        }
        int[][] columns = new int[rowOf.size()][0];
        float[][] values = new float[rowOf.size()][0];
        for (int t = 0; t < out.length; t++) {
            PairRow row = rows.get(t);
            long[] order = new long[row.size()];
            for (int k = 0; k < order.length; k++) {
                int later = row.later(k);
                float value = (float) (row.weight(k) / Math.sqrt((out[t] + SHRINK) * (in[later] + SHRINK)));
                // A value ≥ 0 orders as its bits do: the strongest first, of equals the lower place.
                order[k] = (long) (Integer.MAX_VALUE - Float.floatToRawIntBits(value)) << Integer.SIZE | place[later];
            }
            Arrays.sort(order);
            int kept = Math.min(top, order.length);
            int[] column = columns[place[t]] = new int[kept];
            float[] value = values[place[t]] = new float[kept];
            for (int k = 0; k < kept; k++) {
                column[k] = (int) order[k];
                value[k] = Float.intBitsToFloat(Integer.MAX_VALUE - (int) (order[k] >>> Integer.SIZE));
            }
        }
        return PairPlane.ofRows(window, columns, values);
    }

    /** Writes: window int, rows int, then for each its title, its entries int, and for each a title and a float. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(window);
        out.writeInt((int) rows.stream().filter(r -> r.size() > 0).count());
        for (int t = 0; t < rows.size(); t++) {
            PairRow row = rows.get(t);
            if (row.size() > 0) {
                out.writeUTF(titles.get(t).value());
                out.writeInt(row.size());
            }
            for (int k = 0; k < row.size(); k++) {
                out.writeUTF(titles.get(row.later(k)).value());
                out.writeFloat(row.weight(k));
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public static PairCounts read(DataInputStream in) throws IOException {
        int window = in.readInt();
        Map<MediaId, Integer> met = new LinkedHashMap<>();
        Map<MediaId, PairRow> byTitle = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            MediaId from = new MediaId(in.readUTF());
            met.putIfAbsent(from, met.size());
            int count = in.readInt();
            if (count < 0 || count > in.available()) {
                throw new LearningException("pairs of a title end before its " + count + " others");
            }
            int[] later = new int[count];
            float[] weights = new float[later.length];
            for (int k = 0; k < later.length; k++) {
                MediaId to = new MediaId(in.readUTF());
                met.putIfAbsent(to, met.size());
                later[k] = met.getOrDefault(to, 0);
                weights[k] = in.readFloat();
            }
            byTitle.put(from, new PairRow(later, weights));
        }
        return ascending(window, met, byTitle);
    }

    private static PairCounts ascending(int window, Map<MediaId, Integer> met, Map<MediaId, PairRow> byTitle) {
        List<MediaId> titles = met.keySet().stream().sorted().toList();
        int[] number = new int[titles.size()];
        for (int t = 0; t < number.length; t++) {
            number[met.getOrDefault(titles.get(t), 0)] = t;
        }
        return new PairCounts(
                window,
                titles,
                titles.stream()
                        .map(t -> byTitle.getOrDefault(t, PairRow.NONE).renumbered(number))
                        .toList());
    }

    /** Whether both hold the same pairs with the same weights. */
    @Override
    public boolean equals(Object o) {
        return o instanceof PairCounts p && p.window == window && p.weights().equals(weights());
    }

    @Override
    public int hashCode() {
        return weights().hashCode();
    }

    @Override
    public String toString() {
        int entries = rows.stream().mapToInt(PairRow::size).sum();
        return "PairCounts[within " + window + " places, " + titles.size() + " titles, " + entries + " pairs]";
    }
}
