package io.exogenesis.omega.lab.attack.item;

import io.exogenesis.omega.lab.attack.Scene;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TasteSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How near titles and samples are to the targets by the public model; by their texts where there is no model. */
final class Affinity {
    private final Scene scene;
    private final Optional<ItemModel> model;
    private final float[] wanted;

    private Affinity(Scene scene) {
        this.scene = scene;
        this.model = scene.model();
        float[] sum = new float[model.map(ItemModel::rank).orElse(io.exogenesis.omega.model.Embedding.DIMENSIONS)];
        scene.targets().forEach(t -> Vectors.addScaled(sum, 1, Vectors.normalised(vector(t))));
        this.wanted = Vectors.normalised(sum);
    }

    static Affinity of(Scene scene) {
        return new Affinity(scene);
    }

    private float[] vector(MediaId title) {
        if (model.isEmpty()) {
            int at = scene.market().content().indexOf(title);
            return at < 0
                    ? new float[io.exogenesis.omega.model.Embedding.DIMENSIONS]
                    : scene.market().content().centred(at);
        }
        ItemModel m = model.get();
        int row = m.rowOf(title);
        float[] out = new float[m.rank()];
        for (int k = 0; k < out.length && row >= 0; k++) {
            out[k] = m.value(row, k);
        }
        return out;
    }

    double of(TasteSample sample) {
        float[] sum = new float[wanted.length];
        for (SampledItem i : sample.items()) {
            Vectors.addScaled(sum, (float) i.liking().weight(), vector(i.item()));
        }
        return Vectors.dot(Vectors.normalised(sum), wanted);
    }

    /** The share of samples that lie nearest, at least one. */
    List<TasteSample> mostAffine(List<TasteSample> samples, double share) {
        Map<TasteSample, Double> affinity = new HashMap<>();
        samples.forEach(s -> affinity.computeIfAbsent(s, this::of));
        List<TasteSample> sorted = new ArrayList<>(samples);
        sorted.sort(Comparator.comparingDouble(s -> -affinity.getOrDefault(s, 0.0)));
        return List.copyOf(sorted.subList(0, Math.max(1, (int) (share * sorted.size()))));
    }

    /** Watched titles, nearest first, without the targets. */
    List<MediaId> nearest(int n) {
        Map<MediaId, Float> near = new HashMap<>();
        scene.market().byPopularity().forEach(t -> near.put(t, Vectors.dot(Vectors.normalised(vector(t)), wanted)));
        return near.entrySet().stream()
                .filter(e -> !scene.targets().contains(e.getKey()))
                .sorted(Map.Entry.<MediaId, Float>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(e -> e.getKey().value()))
                .limit(n)
                .map(Map.Entry::getKey)
                .toList();
    }
}
