package io.exogenesis.omega.vector.search;

import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix;
import io.exogenesis.omega.vector.arithmetic.Vectors;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.Arrays;
import java.util.List;

/**
 * One vector a title for searches: half of its text's embedding and half of its description's, centred with their own mean.
 * Where no title has a description these are the vectors of {@link ContentSpace}. Immutable.
 *
 * @param mean 384 values
 * @param rows centred, one a title
 */
public record SearchSpace(float[] mean, Int8Matrix rows) {
    private static final int D = Embedding.DIMENSIONS;

    public SearchSpace {
        if (mean.length != D || rows.dimensions() != D) {
            throw new IllegalArgumentException(
                    "a vector has " + D + " values here, not " + mean.length + " or " + rows.dimensions());
        }
    }

    /**
     * From what a Core publishes.
     *
     * @param content of the same titles; where none has a description, nothing new is kept
     */
    public static SearchSpace of(ContentSpace content, List<CatalogueEntry> entries) {
        return entries.stream().allMatch(e -> e.described().equals(e.embedding())) ? of(content) : mixed(entries);
    }

    private static SearchSpace mixed(List<CatalogueEntry> entries) {
        float[][] mixed = new float[entries.size()][];
        for (int i = 0; i < mixed.length; i++) {
            float[] text = entries.get(i).embedding().toFloats();
            float[] described = entries.get(i).described().toFloats();
            for (int d = 0; d < D; d++) {
                text[d] += described[d];
            }
            mixed[i] = Vectors.unit(text);
        }
        float[] mean = Vectors.mean(D, Arrays.asList(mixed), row -> row);
        Arrays.setAll(mixed, i -> Vectors.centred(mixed[i], mean));
        return new SearchSpace(mean, Int8Matrix.quantise(mixed));
    }

    /** For a catalogue without descriptions. */
    public static SearchSpace of(ContentSpace content) {
        return new SearchSpace(content.mean(), content.int8());
    }

    /** A raw vector moved into this space: {@code norm(raw − mean)}, a new array of length 1, or zeros. */
    float[] centre(float[] raw) {
        return Vectors.centred(raw, mean);
    }
}
