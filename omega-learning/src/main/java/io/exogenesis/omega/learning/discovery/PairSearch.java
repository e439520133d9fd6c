package io.exogenesis.omega.learning.discovery;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TasteSample;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Finds pairs of titles that come together more often than chance would have it. A sample of 50 titles has 1,225 pairs, so the
 * work grows with the viewers; memory does not, since occurrences are counted in passes over slices of the titles, and only the
 * strongest pairs are held. Titles that fewer viewers have than a pair needs are left out first.
 */
public final class PairSearch {
    /** Occurrences sorted at once, 8 bytes each. */
    private static final int PASS = 4_000_000;
    /** Pairs held, as a multiple of those wanted: texts will explain most of them. */
    private static final int HELD = 50;

    private static final Comparator<Scored> WEAKEST_FIRST = Comparator.comparingDouble(Scored::g2)
            .thenComparing(s -> s.pair().a(), Comparator.reverseOrder())
            .thenComparing(s -> s.pair().b(), Comparator.reverseOrder());

    private final DiscoverySettings settings;
    private final List<TasteSample> samples;
    private final Map<MediaId, Integer> support = new HashMap<>();
    private final List<MediaId> titles;
    private final int[][] rows;
    private final PriorityQueue<Scored> strongest = new PriorityQueue<>(WEAKEST_FIRST);

    private record Scored(TitlePair pair, double g2) {}

    private PairSearch(List<TasteSample> samples, DiscoverySettings settings) {
        this.samples = samples;
        this.settings = settings;
        samples.forEach(s -> s.items().forEach(i -> support.merge(i.item(), 1, Integer::sum)));
        titles = support.keySet().stream()
                .filter(t -> support.getOrDefault(t, 0) >= settings.minViewers())
                .sorted()
                .toList();
        Map<MediaId, Integer> number = new HashMap<>();
        titles.forEach(t -> number.put(t, number.size()));
        rows = samples.stream().map(s -> numbers(s, number)).toArray(int[][]::new);
    }

    /**
     * The pairs that pass the bounds on viewers, G² and lift, strongest G² first.
     *
     * @param samples one a viewer
     */
    public static List<TitlePair> find(List<TasteSample> samples, DiscoverySettings settings) {
        return new PairSearch(samples, settings).run();
    }

    private static int[] numbers(TasteSample sample, Map<MediaId, Integer> number) {
        return sample.items().stream()
                .map(SampledItem::item)
                .mapToInt(t -> number.getOrDefault(t, -1))
                .filter(n -> n >= 0)
                .sorted()
                .toArray();
    }

    private List<TitlePair> run() {
        long pairs = 0;
        for (int[] row : rows) {
            pairs += (long) row.length * (row.length - 1) / 2;
        }
        int passes = (int) (pairs / PASS) + 1;
        for (int pass = 0; pass < passes; pass++) {
            drain(occurrences(pass, passes));
        }
        return strongest.stream()
                .sorted(WEAKEST_FIRST.reversed())
                .map(Scored::pair)
                .toList();
    }

    /** Pairs whose first title is of this pass's slice, sorted: first title · 2³² + second. */
    private long[] occurrences(int pass, int passes) {
        long[] keys = new long[1024];
        int count = 0;
        for (int[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                if (row[i] % passes != pass) {
                    continue;
                }
                if (count + row.length > keys.length) {
                    keys = Arrays.copyOf(keys, Math.max(keys.length * 2, count + row.length));
                }
                for (int j = i + 1; j < row.length; j++) {
                    keys[count++] = (long) row[i] << 32 | row[j];
                }
            }
        }
        long[] sorted = Arrays.copyOf(keys, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** A sample names a title once, so equal occurrences are distinct viewers. */
    private void drain(long[] sorted) {
        int from = 0;
        for (int k = 1; k <= sorted.length; k++) {
            if (k == sorted.length || sorted[k] != sorted[from]) {
                if (k - from >= settings.minViewers()) {
                    judge(titles.get((int) (sorted[from] >>> 32)), titles.get((int) sorted[from]), k - from);
                }
                from = k;
            }
        }
    }

    private void judge(MediaId a, MediaId b, int both) {
        TitlePair pair =
                new TitlePair(a, b, both, support.getOrDefault(a, 0), support.getOrDefault(b, 0), samples.size());
        double g2 = pair.g2();
        if (pair.lift() > settings.minLift() && g2 > settings.minG2()) {
            strongest.add(new Scored(pair, g2));
            if (strongest.size() > settings.top() * HELD) {
                strongest.remove();
            }
        }
    }
}
