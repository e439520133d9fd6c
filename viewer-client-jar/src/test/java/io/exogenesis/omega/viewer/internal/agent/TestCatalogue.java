package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Three genres of titles whose embeddings lie around the centre of their genre: a catalogue that needs no embedder. */
public final class TestCatalogue {
    public static final List<String> GENRES = List.of("Crime", "Comedy", "Space");
    private static final Random RANDOM = new Random(7);
    private static final float[][] CENTRES = {random(), random(), random()};

    private TestCatalogue() {}

    private static float[] random() {
        float[] v = new float[Embedding.DIMENSIONS];
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) RANDOM.nextGaussian();
        }
        return v;
    }

    /** Title n of genre g has the id g-n, n from 0 to perGenre − 1. */
    public static List<CatalogueEntry> entries(int perGenre) {
        Random random = new Random(11);
        List<CatalogueEntry> entries = new ArrayList<>();
        for (int g = 0; g < GENRES.size(); g++) {
            for (int n = 0; n < perGenre; n++) {
                float[] v = CENTRES[g].clone();
                for (int i = 0; i < v.length; i++) {
                    v[i] += (float) (.6 * random.nextGaussian());
                }
                MediaItem item = MediaItem.builder(id(g, n), GENRES.get(g) + " title " + n)
                        .year(1900 + n % 120)
                        .genres(List.of(GENRES.get(g)))
                        .build();
                entries.add(new CatalogueEntry(item, Embedding.of(v)));
            }
        }
        return entries;
    }

    public static MediaId id(int genre, int number) {
        return new MediaId(genre + "-" + number);
    }

    public static Catalogue catalogue(int perGenre) {
        List<CatalogueEntry> entries = entries(perGenre);
        List<MediaItem> items = entries.stream().map(CatalogueEntry::item).toList();
        ContentSpace content = ContentSpace.of(
                items.stream().map(MediaItem::id).toList(),
                entries.stream().map(CatalogueEntry::embedding).toList());
        return new Catalogue(1, items, content);
    }

    /** Knows three words: a text lies where the genre lies that it names, or where crime lies. */
    public static final class GenreEmbedder implements Embedder {
        private final String name;

        /** Bears the name of the built-in model, of which a Core is unless it says otherwise. */
        public GenreEmbedder() {
            this(EmbeddingModel.MINI_LM_NAME);
        }

        public GenreEmbedder(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public float[] embed(String text) {
            for (int g = 0; g < GENRES.size(); g++) {
                if (text.contains(GENRES.get(g))) {
                    return Embedding.of(CENTRES[g]).toFloats();
                }
            }
            return Embedding.of(CENTRES[0]).toFloats();
        }

        @Override
        public void close() {}
    }
}
