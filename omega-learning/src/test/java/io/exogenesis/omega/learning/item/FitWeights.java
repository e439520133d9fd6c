package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.item.Lessons.Question;
import io.exogenesis.omega.learning.item.Lessons.Start;
import io.exogenesis.omega.learning.movielens.MovieLens;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Fits {@link ScorerWeights#VERSION_2} and prints it as code. Whole histories come from the second- to fifth-last positives of
 * all viewers, short ones from the third-last of every other viewer; the last positive is never looked at. A main, not a test.
 */
final class FitWeights {
    /** Lengths of short histories; the last one stands for whole histories. */
    static final int[] LENGTHS = {1, 3, 10, 30, 100};

    /** What takes part: the survivors of a backward elimination over 70 candidates (docs/decisions/0012). */
    static final List<Feature> FEATURES = List.of(
            Feature.PLANE_2,
            Feature.PLANE_8,
            Feature.PLANE_8_LINEAR,
            Feature.PLANE_8_FINE,
            Feature.PLANE_2_FINE,
            Feature.PLANE_COARSE,
            Feature.LOW_RANK_16,
            Feature.LOW_RANK_128,
            Feature.LOW_RANK_LASTING,
            Feature.CONTENT_2,
            Feature.CONTENT_30,
            Feature.POPULAR,
            Feature.POPULAR_BY_LENGTH,
            Feature.POPULAR_BY_TASTE,
            Feature.POPULAR_IN_YEARS,
            Feature.RELEASED,
            Feature.UNUSUAL,
            Feature.PAIRS_5,
            Feature.PAIRS_50,
            Feature.PAIRS_BACK,
            Feature.LIKING,
            Feature.BEYOND,
            Feature.NEWEST,
            Feature.YEARS_2,
            Feature.YEARS_UNSUPPORTED,
            Feature.GENRES_2,
            Feature.GENRES_UNSUPPORTED);

    private FitWeights() {}

    public static void main(String[] args) {
        MovieLens data = MovieLens.load();
        Lessons lessons = new Lessons(data);
        List<List<Question>> questions = new ArrayList<>();
        Map<Integer, ItemModel> models = new HashMap<>();
        for (int n : LENGTHS) {
            List<Question> some = new ArrayList<>();
            if (n == LENGTHS[LENGTHS.length - 1]) {
                for (int k = 2; k <= 5; k++) {
                    some.addAll(lessons.whole(k));
                }
            } else {
                some.addAll(lessons.shortened(3, n, EnumSet.allOf(Start.class), models));
            }
            questions.add(some);
        }
        List<List<Logit.Choice>> choices = new ArrayList<>();
        for (List<Question> some : questions) {
            choices.add(lessons.choices(some, FEATURES));
            say("%d choices", choices.getLast().size());
        }
        print(fit(choices));
    }

    static ScorerWeights fit(List<List<Logit.Choice>> choices) {
        double[][] byLength = new double[LENGTHS.length][];
        for (int k = 0; k < LENGTHS.length; k++) {
            byLength[k] = new Logit(FEATURES.size()).fit(choices.get(k));
        }
        Map<Feature, double[]> values = new EnumMap<>(Feature.class);
        for (int f = 0; f < FEATURES.size(); f++) {
            double[] w = new double[LENGTHS.length];
            for (int k = 0; k < w.length; k++) {
                w[k] = byLength[k][f];
            }
            values.put(FEATURES.get(f), w);
        }
        return new ScorerWeights(2, LENGTHS, values);
    }

    private static void print(ScorerWeights weights) {
        for (Feature f : FEATURES) {
            StringBuilder line = new StringBuilder("                    row(Feature." + f);
            for (double w : weights.values().get(f)) {
                line.append(String.format(Locale.ROOT, ", %.4f", w));
            }
            System.out.println(line.append("),"));
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
