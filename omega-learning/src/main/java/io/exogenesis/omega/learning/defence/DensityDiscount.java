package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TasteSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rows that lie denser than twice the usual weigh less: {@code w_v = min(1, 2·median(d)/d_v)}, {@code d_v} being the mean of
 * Jaccard(v, v′)² over all other rows v′. A crowd of made-up rows must share titles to push one, and this is what it costs;
 * honest viewers of popular titles stay below twice the median. Near duplicates share one vote besides.
 *
 * <p>Beyond {@link #REFERENCES} rows, v′ runs over that many, chosen by keyed pseudonyms that nobody outside can foresee: the
 * work grows with the rows, not with their square. Row order does not matter.
 */
final class DensityDiscount {
    /** Enough to estimate a mean; the median's error is below 5 %. */
    static final int REFERENCES = 1000;
    /** A mean Jaccard of a tenth is no crowd: in sparse networks, where the median is near 0, nobody is discounted below it. */
    private static final double SPARSE = .01;
    /** Jaccard from which two rows are near duplicates. */
    private static final double TWIN = .8;
    /** Shorter rows are alike by chance. */
    private static final int TWIN_TITLES = 10;

    private final List<TasteSample> rows;
    private final int[] references;
    /** Titles of each reference. */
    private final int[] lengths;
    /** By title: places in {@link #references} of the rows that name it, ascending. */
    private final Map<MediaId, int[]> holders = new HashMap<>();
    /** Titles that a row has in common with each reference. */
    private final int[] common;

    private DensityDiscount(List<TasteSample> rows, List<String> pseudonyms) {
        this.rows = rows;
        this.references = chosen(pseudonyms, REFERENCES);
        this.lengths =
                Arrays.stream(references).map(r -> rows.get(r).items().size()).toArray();
        this.common = new int[references.length];
        Map<MediaId, List<Integer>> lists = new HashMap<>();
        for (int place = 0; place < references.length; place++) {
            for (SampledItem i : rows.get(references[place]).items()) {
                lists.computeIfAbsent(i.item(), x -> new ArrayList<>()).add(place);
            }
        }
        lists.forEach(
                (id, list) -> holders.put(id, list.stream().mapToInt(x -> x).toArray()));
    }

    /**
     * @param pseudonyms keyed pseudonyms of the rows' viewers, in the order of the rows
     * @return one weight in (0, 1] for each row
     */
    static double[] weights(List<TasteSample> rows, List<String> pseudonyms) {
        return new DensityDiscount(rows, pseudonyms).weights();
    }

    private double[] weights() {
        int n = rows.size();
        double[] density = new double[n];
        double[] twins = new double[n];
        double scale = references.length > 1 ? (double) (n - 1) / (references.length - 1) : 1;
        for (int v = 0; v < n; v++) {
            measure(v, density, twins);
            twins[v] *= scale;
        }
        double median = Math.max(median(density), SPARSE);
        double[] out = new double[n];
        for (int v = 0; v < n; v++) {
            out[v] = Math.min(1 / (1 + twins[v]), 2 * median / Math.max(density[v], median));
        }
        return out;
    }

    /** Overlaps with all reference rows by way of the titles, so that rows without a common title cost nothing. */
    private void measure(int v, double[] density, double[] twins) {
        List<SampledItem> items = rows.get(v).items();
        for (SampledItem i : items) {
            int[] places = holders.get(i.item());
            for (int k = 0; places != null && k < places.length; k++) {
                common[places[k]]++;
            }
        }
        int others = 0;
        for (int place = 0; place < common.length; place++) {
            if (references[place] != v) {
                double jaccard = (double) common[place] / (items.size() + lengths[place] - common[place]);
                density[v] += jaccard * jaccard;
                twins[v] += jaccard >= TWIN && items.size() >= TWIN_TITLES ? 1 : 0;
                others++;
            }
            common[place] = 0;
        }
        density[v] /= Math.max(others, 1);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    /** Indices of at most {@code limit} rows, by a hash of the pseudonyms. */
    static int[] chosen(List<String> pseudonyms, int limit) {
        return IntStream.range(0, pseudonyms.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(v -> hash(pseudonyms.get(v)))
                        .thenComparing(pseudonyms::get))
                .limit(limit)
                .mapToInt(v -> v)
                .toArray();
    }

    /** Spreads a pseudonym over all longs (FNV-1a and a finaliser); the secret is in the pseudonym's key. */
    static long hash(String pseudonym) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < pseudonym.length(); i++) {
            h = (h ^ pseudonym.charAt(i)) * 0x100000001b3L;
        }
        h = (h ^ h >>> 32) * 0xbf58476d1ce4e5b9L;
        return h ^ h >>> 29;
    }
}
