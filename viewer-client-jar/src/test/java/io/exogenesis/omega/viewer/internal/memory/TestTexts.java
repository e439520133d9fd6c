package io.exogenesis.omega.viewer.internal.memory;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Texts that share words lie near each other: a random direction a word. */
public final class TestTexts implements TextSpace {
    private final Map<MediaId, Embedding> titles = new ConcurrentHashMap<>();

    TestTexts with(String media, String text) {
        titles.put(new MediaId(media), place(text));
        return this;
    }

    @Override
    public Embedding place(String text) {
        float[] sum = new float[Embedding.DIMENSIONS];
        for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
            Random random = new Random(word.hashCode());
            for (int i = 0; i < sum.length; i++) {
                sum[i] += (float) random.nextGaussian();
            }
        }
        return Embedding.of(sum);
    }

    @Override
    public Optional<Embedding> taste(String text) {
        return Optional.of(place(text));
    }

    @Override
    public Optional<Embedding> title(MediaId media) {
        return Optional.ofNullable(titles.get(media));
    }
}
