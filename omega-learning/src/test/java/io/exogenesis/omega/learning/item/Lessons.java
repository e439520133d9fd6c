package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.movielens.MovieLens;
import io.exogenesis.omega.learning.movielens.MovieLens.Rating;
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.learning.taste.SampleSelector;
import io.exogenesis.omega.model.MediaId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What weights are fitted on: choices that viewers of MovieLens latest-small made before their last positive, which is never
 * looked at.
 */
final class Lessons {
    /** Rivals with the highest scores by the first version's weights: where NDCG is decided. */
    private static final int HARD = 200;
    /** Rivals drawn evenly from all others, each standing for its share of them. */
    private static final int DRAWN = 200;
    /** Parts of the viewers: the model that a short history meets never saw that viewer. */
    private static final int PARTS = 3;

    private final MovieLens data;
    private final Random random = new Random(20260101);

    /** How a short history comes to be. */
    enum Start {
        /** The viewer's first n events; the next positive is asked for. */
        FIRST,
        /** The last n events before the held-out positive. */
        LAST,
        /** The n most popular titles among all events before the held-out positive. */
        ONBOARDING
    }

    /**
     * A question.
     *
     * @param known what the agent knows
     * @param watched what can not be the answer, beside {@code known}
     */
    record Question(int viewer, ItemModel model, History known, Set<MediaId> watched, MediaId target) {}

    Lessons(MovieLens data) {
        this.data = data;
    }

    /** Whole histories before the k-th last positive, and the model of everybody's. */
    List<Question> whole(int k) {
        List<MovieLens.Case> cases = data.holdOut(k);
        ItemModel model = model(cases, c -> true);
        List<Question> out = new ArrayList<>();
        for (MovieLens.Case c : cases) {
            c.target().ifPresent(t -> out.add(new Question(c.viewer(), model, c.history(), Set.of(), t)));
        }
        return out;
    }

    /**
     * Histories of n events of every other viewer, before a model made without them: what is learned for newcomers can then be
     * measured on the rest ({@code ./omega lab curve --viewers odd}).
     */
    List<Question> shortened(int k, int n, Collection<Start> starts, Map<Integer, ItemModel> models) {
        List<MovieLens.Case> cases = data.holdOut(k);
        List<Question> out = new ArrayList<>();
        for (MovieLens.Case c : cases) {
            if (c.viewer() % 2 != 0) {
                continue;
            }
            int part = c.viewer() % PARTS;
            ItemModel model = models.computeIfAbsent(
                    k * PARTS + part, x -> model(cases, other -> other.viewer() % PARTS != part));
            for (Start start : starts) {
                question(c, n, start, model).ifPresent(out::add);
            }
        }
        return out;
    }

    private Optional<Question> question(MovieLens.Case c, int n, Start start, ItemModel model) {
        if (c.target().isEmpty() || c.history().size() <= n) {
            return Optional.empty();
        }
        List<Rating> events =
                data.viewers().get(c.viewer()).subList(0, c.history().size());
        return switch (start) {
            case FIRST ->
                IntStream.range(n, events.size())
                        .filter(e -> events.get(e).positive())
                        .boxed()
                        .findFirst()
                        .map(e -> question(
                                c,
                                model,
                                events.subList(0, n),
                                Set.of(),
                                events.get(e).item()));
            case LAST ->
                Optional.of(question(
                        c,
                        model,
                        events.subList(events.size() - n, events.size()),
                        ids(events),
                        c.target().get()));
            case ONBOARDING -> {
                List<Rating> known = events.stream()
                        .sorted(Comparator.comparingDouble(e -> -model.support(model.rowOf(e.item()))))
                        .limit(n)
                        .toList();
                yield Optional.of(
                        question(c, model, known, ids(events), c.target().get()));
            }
        };
    }

    private static Set<MediaId> ids(List<Rating> events) {
        Set<MediaId> out = new HashSet<>();
        events.forEach(e -> out.add(e.item()));
        return out;
    }

    private static Question question(
            MovieLens.Case c, ItemModel model, List<Rating> known, Set<MediaId> watched, MediaId target) {
        return new Question(
                c.viewer(),
                model,
                new History(known.stream().map(Rating::watched).toList()),
                watched,
                target);
    }

    private ItemModel model(List<MovieLens.Case> cases, java.util.function.Predicate<MovieLens.Case> in) {
        List<WeightedSample> samples = new ArrayList<>();
        cases.stream()
                .filter(in)
                .forEach(c -> SampleSelector.select(c.history().items())
                        .ifPresent(s -> samples.add(new WeightedSample(s, 1))));
        ItemMemory memory = ItemMemory.empty(ItemSettings.DEFAULT).with(samples, ItemSettings.DEFAULT);
        return new ItemModelBuilder(ItemSettings.DEFAULT).build(memory, data.content(), 1);
    }

    /** Each question with the features of its target and of sampled rivals. */
    List<Logit.Choice> choices(List<Question> questions, List<Feature> features) {
        ItemScorer first = new ItemScorer(ScorerWeights.VERSION_1);
        List<Logit.Choice> out = new ArrayList<>();
        for (Question q : questions) {
            float[] rough = first.scores(q.model, data.content(), data.facts(), q.known);
            q.watched.forEach(id -> rough[data.content().indexOf(id)] = Float.NEGATIVE_INFINITY);
            int target = data.content().indexOf(q.target);
            int[] rows = rivals(rough, target);
            double[] log = new double[rows.length];
            int open = (int) IntStream.range(0, rough.length)
                    .filter(j -> rough[j] > Float.NEGATIVE_INFINITY)
                    .count();
            Arrays.fill(log, Math.min(rows.length, 1 + HARD), rows.length, Math.log((open - 1.0 - HARD) / DRAWN));
            Evidence evidence = new Evidence(first.join(q.model, data.content(), data.facts()), q.known);
            float[][] values = new float[rows.length][features.size()];
            for (int f = 0; f < features.size(); f++) {
                float[] all = new float[rough.length];
                features.get(f).add(all, 1, evidence);
                for (int r = 0; r < rows.length; r++) {
                    values[r][f] = all[rows[r]];
                }
            }
            out.add(new Logit.Choice(q.viewer, values, log));
        }
        return out;
    }

    private int[] rivals(float[] rough, int target) {
        int[] order = IntStream.range(0, rough.length)
                .filter(j -> j != target && rough[j] > Float.NEGATIVE_INFINITY)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -rough[j]))
                .mapToInt(j -> j)
                .toArray();
        IntStream drawn = random.ints(DRAWN, HARD, order.length).map(r -> order[r]);
        return IntStream.concat(IntStream.of(target), IntStream.concat(Arrays.stream(order, 0, HARD), drawn))
                .toArray();
    }
}
