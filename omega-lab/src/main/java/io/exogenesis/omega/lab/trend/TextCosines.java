package io.exogenesis.omega.lab.trend;

import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.embed.Embedder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * Cosines of centred titles, embedding only what is asked for. The mean is that of up to {@value #MEAN_OF} titles spread evenly
 * over the catalogue: its error is a thirtieth of a title's spread, and most of a large catalogue need not be embedded.
 */
final class TextCosines implements ToDoubleBiFunction<MediaId, MediaId> {
    private static final int MEAN_OF = 1_000;

    private final Embedder embedder;
    private final Map<MediaId, MediaItem> items = new HashMap<>();
    private final Map<MediaId, float[]> raw = new HashMap<>();
    private final float[] mean = new float[Embedding.DIMENSIONS];

    TextCosines(List<MediaItem> catalogue, Embedder embedder) {
        this.embedder = embedder;
        catalogue.forEach(i -> items.put(i.id(), i));
        int n = Math.min(MEAN_OF, catalogue.size());
        List<MediaItem> some = IntStream.range(0, n)
                .mapToObj(k -> catalogue.get((int) ((long) k * catalogue.size() / n)))
                .toList();
        List<float[]> vectors =
                some.parallelStream().map(i -> embedder.embed(i.text())).toList();
        for (int k = 0; k < n; k++) {
            raw.put(some.get(k).id(), vectors.get(k));
            Vectors.addScaled(mean, 1f / n, vectors.get(k));
        }
    }

    @Override
    public double applyAsDouble(MediaId a, MediaId b) {
        return Vectors.dot(centred(a), centred(b));
    }

    /** Texts embedded so far. */
    int embedded() {
        return raw.size();
    }

    private float[] centred(MediaId id) {
        MediaItem item = items.get(id);
        if (item == null) {
            throw new IllegalArgumentException("title " + id + " is not in the catalogue");
        }
        float[] moved =
                raw.computeIfAbsent(id, x -> embedder.embed(item.text())).clone();
        Vectors.addScaled(moved, -1, mean);
        return Vectors.normalised(moved);
    }
}
