package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.item.Lessons.Question;
import io.exogenesis.omega.learning.item.Logit.Worth;
import io.exogenesis.omega.learning.movielens.MovieLens;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Fits {@link ScorerWeights#VERSION_3} and prints it as code, then the figures of a fit that never saw the viewer it is measured
 * on. Whole histories come from the second- to fifth-last positives of all viewers, short ones are the beginnings of every other
 * viewer's, with its later positives up to the third-last as answers. The last positive is never looked at. A main, not a test:
 *
 * <pre>java -cp … io.exogenesis.omega.learning.item.FitWeights [--check]</pre>
 */
final class FitWeights {
    /** Lengths of short histories; from the last one on the weights of whole histories hold (docs/decisions/0027). */
    static final int[] LENGTHS = {1, 3, 10, 20, 40};

    /** Where newcomers and whole histories are fitted together: nothing in a history tells which of the two it is. */
    private static final int BOTH = 20;
    /** Whole histories that take part there are shorter. */
    private static final int SHORT = 60;
    /** Each counts so often, so that they lose nothing (docs/decisions/0027). */
    private static final int WEIGHT_OF_SHORT = 4;

    private static final int FOLDS = 3;
    /** What takes part: the survivors of a backward elimination over thirty (docs/decisions/0012). */
    static final List<Feature> FEATURES = List.of(
            Feature.PLANE_8,
            Feature.PLANE_8_LINEAR,
            Feature.PLANE_8_FINE,
            Feature.LOW_RANK_16,
            Feature.LOW_RANK_64,
            Feature.CONTENT_2,
            Feature.POPULAR,
            Feature.POPULAR_BY_TASTE,
            Feature.POPULAR_IN_YEARS,
            Feature.RELEASED,
            Feature.PAIRS_5,
            Feature.PAIRS_50,
            Feature.YEARS_2,
            Feature.YEARS_UNSUPPORTED,
            Feature.GENRES_2,
            Feature.GENRES_UNSUPPORTED);

    private FitWeights() {}

    public static void main(String[] args) {
        MovieLens data = MovieLens.load();
        Lessons lessons = new Lessons(data);
        List<Question> whole = IntStream.rangeClosed(2, 5)
                .mapToObj(lessons::whole)
                .flatMap(List::stream)
                .toList();
        List<List<Question>> questions = new ArrayList<>();
        for (int n : LENGTHS) {
            if (n == LENGTHS[LENGTHS.length - 1]) {
                questions.add(whole);
            } else if (n == BOTH) {
                List<Question> both = new ArrayList<>(lessons.shortened(3, n));
                for (int k = 0; k < WEIGHT_OF_SHORT; k++) {
                    whole.stream().filter(q -> q.known().size() < SHORT).forEach(both::add);
                }
                questions.add(both);
            } else {
                questions.add(lessons.shortened(3, n));
            }
        }
        List<Feature> all = new ArrayList<>(FEATURES);
        ScorerWeights.VERSION_1.values().keySet().stream()
                .filter(f -> !FEATURES.contains(f))
                .forEach(all::add);
        List<List<Logit.Choice>> choices = new ArrayList<>();
        for (List<Question> some : questions) {
            choices.add(lessons.choices(some, all));
            say("%d choices", choices.getLast().size());
        }
        print(fit(choices, -1));
        if (List.of(args).contains("--check")) {
            check(choices, all);
        }
    }

    /** What both versions are worth to viewers that the second one's weights were not fitted on. */
    private static void check(List<List<Logit.Choice>> choices, List<Feature> all) {
        List<ScorerWeights> fits =
                IntStream.range(0, FOLDS).mapToObj(fold -> fit(choices, fold)).toList();
        for (int k = 0; k < LENGTHS.length; k++) {
            int length = LENGTHS[k];
            List<Logit.Choice> some = choices.get(k);
            say("%d events: version 1 %s", length, Worth.of(some, scorer(ScorerWeights.VERSION_1, length, all)));
            for (int fold = 0; fold < FOLDS; fold++) {
                int left = fold;
                List<Logit.Choice> unseen =
                        some.stream().filter(c -> fold(c.viewer()) == left).toList();
                say(
                        "  fold %d: version 1 %s, refitted without it %s",
                        fold,
                        Worth.of(unseen, scorer(ScorerWeights.VERSION_1, length, all)),
                        Worth.of(unseen, scorer(fits.get(fold), length, all)));
            }
        }
    }

    private static ToDoubleFunction<float[]> scorer(ScorerWeights weights, int length, List<Feature> all) {
        Map<Feature, Double> at = weights.at(length);
        double[] w = all.stream().mapToDouble(f -> at.getOrDefault(f, 0.0)).toArray();
        return row -> {
            double sum = 0;
            for (int f = 0; f < w.length; f++) {
                sum += w[f] * row[f];
            }
            return sum;
        };
    }

    /** @param without the fold to leave out, −1 for none */
    // For newcomers the top of the list is all: with the pairwise loss, which looks at every unpopular title as well,
    // the first ten
    // were worse than a list of the most popular ones.
    static ScorerWeights fit(List<List<Logit.Choice>> choices, int without) {
        double[][] byLength = new double[LENGTHS.length][];
        for (int k = 0; k < LENGTHS.length; k++) {
            byLength[k] = new Logit(FEATURES.size(), LENGTHS[k] >= BOTH)
                    .fit(choices.get(k).stream()
                            .filter(c -> fold(c.viewer()) != without)
                            .toList());
        }
        Map<Feature, double[]> values = new EnumMap<>(Feature.class);
        for (int f = 0; f < FEATURES.size(); f++) {
            double[] w = new double[LENGTHS.length];
            for (int k = 0; k < w.length; k++) {
                w[k] = byLength[k][f];
            }
            values.put(FEATURES.get(f), w);
        }
        return new ScorerWeights(3, LENGTHS, values);
    }

    static int fold(int viewer) {
        return Math.floorMod(viewer * 0x9e3779b1, 1 << 16) % FOLDS;
    }

    private static void print(ScorerWeights weights) {
        for (Feature f : FEATURES) {
            StringBuilder line = new StringBuilder("                    entry(Feature." + f);
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
