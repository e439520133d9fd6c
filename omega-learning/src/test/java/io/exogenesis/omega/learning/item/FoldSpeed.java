package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.vector.ContentSpace;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One epoch's fold by hand: {@code main [viewers…]} prints what samples of 50 of 10,000 titles take to become pairs, a memory
 * and an item model. Popularity falls as 1/rank^.8, tastes are ten thousand neighbourhoods of a line.
 */
final class FoldSpeed {
    private static final int TITLES = 10_000;
    private static final int SAMPLE = 50;
    private static final int DIMENSIONS = 384;

    private FoldSpeed() {}

    public static void main(String[] args) {
        int[] sizes = args.length == 0
                ? new int[] {1_000, 10_000, 100_000}
                : Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
        Random random = new Random(1);
        ContentSpace content = content(random);
        fold(content, samples(content, 1_000, random), false); // warms up
        for (int viewers : sizes) {
            fold(content, samples(content, viewers, random), true);
        }
    }

    private static void fold(ContentSpace content, List<WeightedSample> samples, boolean told) {
        long begun = cpu();
        for (int window : ItemSettings.PAIR_WINDOWS) {
            PairCounts.of(window, samples, content.ids());
        }
        long counted = cpu();
        ItemMemory memory = ItemMemory.empty(ItemSettings.DEFAULT).with(samples, ItemSettings.DEFAULT);
        long folded = cpu();
        ItemModel model = new ItemModelBuilder(ItemSettings.DEFAULT).build(memory, content, 1);
        long built = cpu();
        if (told) {
            System.out.printf(
                    "%,d viewers: pairs alone %.1f s; fold %.1f s, model %.1f s of one core; heap after it %,d MB; %s%n",
                    samples.size(),
                    (counted - begun) / 1e9,
                    (folded - counted) / 1e9,
                    (built - folded) / 1e9,
                    heap(),
                    model);
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** MB in use after a collection; run with -Xmx2g to see that it suffices. */
    private static long heap() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }

    private static ContentSpace content(Random random) {
        List<MediaId> ids = new ArrayList<>();
        float[][] vectors = new float[TITLES][DIMENSIONS];
        for (int j = 0; j < TITLES; j++) {
            ids.add(new MediaId("t" + j));
            for (int k = 0; k < DIMENSIONS; k++) {
                vectors[j][k] = (float) random.nextGaussian();
            }
        }
        return ContentSpace.of(ids, vectors);
    }

    private static List<WeightedSample> samples(ContentSpace content, int viewers, Random random) {
        double[] upTo = new double[TITLES];
        for (int j = 0; j < TITLES; j++) {
            upTo[j] = (j == 0 ? 0 : upTo[j - 1]) + Math.pow(j + 1, -.8);
        }
        List<WeightedSample> out = new ArrayList<>(viewers);
        Liking[] likings = Liking.values();
        for (int v = 0; v < viewers; v++) {
            Map<MediaId, SampledItem> items = new LinkedHashMap<>();
            int home = random.nextInt(TITLES);
            while (items.size() < SAMPLE) {
                int drawn = Arrays.binarySearch(upTo, random.nextDouble() * upTo[TITLES - 1]);
                int title = random.nextInt(3) == 0
                        ? Math.floorMod(home + (int) (random.nextGaussian() * 100), TITLES)
                        : Math.min(TITLES - 1, drawn < 0 ? -drawn - 1 : drawn);
                items.putIfAbsent(
                        content.id(title), new SampledItem(content.id(title), likings[random.nextInt(likings.length)]));
            }
            out.add(new WeightedSample(new TasteSample(List.copyOf(items.values())), 1));
        }
        return out;
    }
}
