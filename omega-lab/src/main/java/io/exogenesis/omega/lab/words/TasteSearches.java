package io.exogenesis.omega.lab.words;

import io.exogenesis.omega.lab.words.JudgedQueries.Judged;
import io.exogenesis.omega.lab.words.WordsReport.Tastes;
import io.exogenesis.omega.vector.arithmetic.Vectors;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.search.TitleSearch;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Whether a text finds the pattern that is about it: patterns are made here of the titles that fit each query. */
final class TasteSearches {
    /** A pattern of fewer titles says little of what they have in common. */
    private static final int TITLES = 5;
    /** Titles of this grade make the pattern. */
    private static final int RIGHT = 2;

    private final List<Judged> queries;
    private final float[][] tastes;
    private final ContentSpace content;
    private final TitleSearch search;
    private final Embedder embedder;

    TasteSearches(List<Judged> judged, ContentSpace content, TitleSearch search, Embedder embedder) {
        this.content = content;
        this.search = search;
        this.embedder = embedder;
        this.queries = judged.stream().filter(q -> right(q).length >= TITLES).toList();
        this.tastes = queries.stream().map(q -> centre(right(q))).toArray(float[][]::new);
    }

    Tastes measured() {
        int[] byText = places(q -> content.centre(embedder.embed(q)));
        int[] bySearch = places(q -> search.find(q, embedder).taste());
        return new Tastes(queries.size(), first(byText), reciprocal(byText), first(bySearch), reciprocal(bySearch));
    }

    private int[] right(Judged judged) {
        return judged.grades().entrySet().stream()
                .filter(g -> g.getValue() >= RIGHT)
                .mapToInt(g -> content.indexOf(g.getKey()))
                .sorted()
                .toArray();
    }

    private float[] centre(int[] titles) {
        float[] sum = new float[content.mean().length];
        for (int title : titles) {
            float[] row = content.centred(title);
            for (int d = 0; d < sum.length; d++) {
                sum[d] += row[d];
            }
        }
        return Vectors.unit(sum);
    }

    /** Place of each query's own taste among all. */
    private int[] places(Function<String, float[]> vector) {
        int[] places = new int[tastes.length];
        for (int i = 0; i < places.length; i++) {
            float[] asked = vector.apply(queries.get(i).query());
            float own = Vectors.dot(asked, tastes[i]);
            places[i] = 1
                    + (int) Arrays.stream(tastes)
                            .filter(other -> Vectors.dot(asked, other) > own)
                            .count();
        }
        return places;
    }

    private static double first(int[] places) {
        return Arrays.stream(places).filter(p -> p == 1).count() / (double) places.length;
    }

    private static double reciprocal(int[] places) {
        return Arrays.stream(places).mapToDouble(p -> 1.0 / p).average().orElse(0);
    }
}
