package io.exogenesis.omega.lab.bench;

import io.exogenesis.omega.learning.item.WeightedSample;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A made-up catalogue and its viewers, of any number. Popularity falls as 1/rank^.8; a third of what a viewer watches lies
 * around its own place on a line of all titles.
 */
final class Synthetic {
    /** Titles of the goals. */
    static final int TITLES = 10_000;
    /** Titles in a sample that a viewer sends by default. */
    static final int SAMPLE = 50;

    private static final int DIMENSIONS = 384;
    private static final double POPULARITY = -.8;
    private static final int NEIGHBOURHOOD = 100;

    private final RandomGenerator random;
    private final ContentSpace content;
    private final SampledItem[][] items;
    private final double[] upTo = new double[TITLES];

    Synthetic(RandomGenerator random) {
        this.random = random;
        this.content = content(random);
        Liking[] likings = Liking.values();
        this.items = new SampledItem[TITLES][likings.length];
        for (int j = 0; j < TITLES; j++) {
            upTo[j] = (j == 0 ? 0 : upTo[j - 1]) + Math.pow(j + 1, POPULARITY);
            for (int l = 0; l < likings.length; l++) {
                items[j][l] = new SampledItem(content.id(j), likings[l]);
            }
        }
    }

    ContentSpace content() {
        return content;
    }

    private static ContentSpace content(RandomGenerator random) {
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

    /** So many further viewers' samples. */
    List<WeightedSample> samples(int viewers) {
        List<WeightedSample> out = new ArrayList<>(viewers);
        for (int v = 0; v < viewers; v++) {
            out.add(new WeightedSample(sample(), 1));
        }
        return out;
    }

    private TasteSample sample() {
        Map<Integer, SampledItem> watched = new LinkedHashMap<>();
        int home = random.nextInt(TITLES);
        while (watched.size() < SAMPLE) {
            int title = random.nextInt(3) == 0
                    ? Math.floorMod(home + (int) (random.nextGaussian() * NEIGHBOURHOOD), TITLES)
                    : popular();
            watched.putIfAbsent(title, items[title][random.nextInt(items[title].length)]);
        }
        return new TasteSample(List.copyOf(watched.values()));
    }

    private int popular() {
        int drawn = Arrays.binarySearch(upTo, random.nextDouble() * upTo[TITLES - 1]);
        return Math.min(TITLES - 1, drawn < 0 ? -drawn - 1 : drawn);
    }
}
