package io.exogenesis.omega.lab.baseline;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Each watched title votes for its k nearest titles with its cosine to them over the viewers. Deshpande, Karypis, "Item-based
 * top-N recommendation algorithms", ACM TOIS 2004.
 */
public final class ItemKnnBaseline implements Baseline {
    private static final String K = "k";
    private static final String HALF_LIFE = "halfLife";
    private static final int MOST = 300;

    @Override
    public String name() {
        return "itemknn";
    }

    @Override
    public List<Setting> grid() {
        return Setting.times(
                Setting.times(List.of(Setting.NONE), K, 30, 100, MOST), HALF_LIFE, 4, 30, Setting.FOR_EVER);
    }

    @Override
    public List<Setting> grid(Training training) {
        return Confidence.logarithmic(grid(), training);
    }

    @Override
    public Learned learn(Training training) {
        Map<Confidence, List<Neighbours>> found = new ConcurrentHashMap<>();
        return setting -> {
            int k = (int) setting.get(K);
            double halfLife = setting.get(HALF_LIFE);
            Confidence confidence = Confidence.of(setting);
            List<Neighbours> near = found.computeIfAbsent(confidence, c -> neighbours(training.interactions(c)));
            return known -> scores(near, Watched.of(known, confidence).recent(halfLife), k);
        };
    }

    private static List<Neighbours> neighbours(Interactions x) {
        double[] lengths = IntStream.range(0, x.items())
                .mapToDouble(i -> length(x.weightsOf(i)))
                .toArray();
        return IntStream.range(0, x.items())
                .parallel()
                .mapToObj(i -> Neighbours.of(i, x, lengths))
                .toList();
    }

    private static float[] scores(List<Neighbours> near, Watched q, int k) {
        float[] out = new float[near.size()];
        for (int w = 0; w < q.size(); w++) {
            Neighbours n = near.get(q.items()[w]);
            for (int x = 0; x < Math.min(k, n.items.length); x++) {
                out[n.items[x]] += q.weights()[w] * n.cosines[x];
            }
        }
        return out;
    }

    private static double length(float[] column) {
        double sum = 0;
        for (float w : column) {
            sum += (double) w * w;
        }
        return Math.sqrt(sum);
    }

    /** The nearest other titles, nearest first. */
    private record Neighbours(int[] items, float[] cosines) {

        static Neighbours of(int item, Interactions x, double[] lengths) {
            float[] sums = new float[x.items()];
            for (int k = 0; k < x.viewersOf(item).length; k++) {
                Watched row = x.row(x.viewersOf(item)[k]);
                float weight = x.weightsOf(item)[k];
                for (int i = 0; i < row.size(); i++) {
                    sums[row.items()[i]] += weight * row.weights()[i];
                }
            }
            sums[item] = 0;
            // Sorted as numbers: the cosine's bits above, the index below; a cosine is never negative here.
            long[] found = new long[sums.length];
            int n = 0;
            for (int j = 0; j < sums.length; j++) {
                if (sums[j] > 0) {
                    float cosine = (float) (sums[j] / (lengths[item] * lengths[j]));
                    found[n++] = (long) Float.floatToIntBits(cosine) << 32 | (Integer.MAX_VALUE - j);
                }
            }
            Arrays.sort(found, 0, n);
            int kept = Math.min(n, MOST);
            int[] items = new int[kept];
            float[] cosines = new float[kept];
            for (int k = 0; k < kept; k++) {
                long f = found[n - 1 - k];
                items[k] = Integer.MAX_VALUE - (int) f;
                cosines[k] = Float.intBitsToFloat((int) (f >>> 32));
            }
            return new Neighbours(items, cosines);
        }
    }
}
