package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.movielens.MovieLens;
import io.exogenesis.omega.learning.movielens.MovieLens.Rating;
import io.exogenesis.omega.learning.round.Round;
import io.exogenesis.omega.learning.round.RoundInput;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.learning.round.RoundState;
import io.exogenesis.omega.learning.round.SampleRow;
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.learning.taste.SampleSelector;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
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
    /** What every newcomer has. */
    private static final double REPUTATION = .1;

    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
    /** Parts of the viewers: the model that a short history meets never saw that viewer. */
    private static final int PARTS = 3;

    private final MovieLens data;
    private final Map<Integer, JoinedModel> models = new HashMap<>();

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
    record Question(int viewer, JoinedModel model, History known, Set<MediaId> watched, MediaId target) {}

    Lessons(MovieLens data) {
        this.data = data;
    }

    /** Whole histories before the k-th last positive, and the model of everybody's. */
    List<Question> whole(int k) {
        List<MovieLens.Case> cases = data.holdOut(k);
        JoinedModel model = model(cases, c -> true);
        List<Question> out = new ArrayList<>();
        for (MovieLens.Case c : cases) {
            c.target().ifPresent(t -> out.add(new Question(c.viewer(), model, c.history(), Set.of(), t)));
        }
        return out;
    }

    /** Histories of n events, before a model made without their viewers. */
    List<Question> shortened(int k, int n) {
        List<MovieLens.Case> cases = data.holdOut(k);
        List<Question> out = new ArrayList<>();
        for (MovieLens.Case c : cases) {
            int part = c.viewer() % PARTS;
            JoinedModel model = models.computeIfAbsent(
                    k * PARTS + part, x -> model(cases, other -> other.viewer() % PARTS != part));
            for (Start start : Start.values()) {
                question(c, n, start, model).ifPresent(out::add);
            }
        }
        return out;
    }

    private Optional<Question> question(MovieLens.Case c, int n, Start start, JoinedModel model) {
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
                        .sorted(Comparator.comparingDouble(
                                e -> -model.logSupport[data.content().indexOf(e.item())]))
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
            MovieLens.Case c, JoinedModel model, List<Rating> known, Set<MediaId> watched, MediaId target) {
        return new Question(
                c.viewer(),
                model,
                new History(known.stream().map(Rating::watched).toList()),
                watched,
                target);
    }

    /** What agents pull after one round of these viewers' samples, under the settings that ship. */
    private JoinedModel model(List<MovieLens.Case> cases, Predicate<MovieLens.Case> in) {
        List<SampleRow> rows = new ArrayList<>();
        for (MovieLens.Case c : cases) {
            ViewerId viewer = new ViewerId("v" + c.viewer());
            if (in.test(c)) {
                SampleSelector.select(c.history().items())
                        .ifPresent(s -> rows.add(new SampleRow(viewer, "~" + viewer, 1, s, REPUTATION)));
            }
        }
        RoundSettings settings = RoundSettings.DEFAULT;
        RoundInput input = new RoundInput(List.of(), rows, data.content(), false, NOW);
        ItemModel model = Round.run(RoundState.initial(settings), input, settings, new Random(1))
                .itemModel()
                .orElseThrow();
        return new JoinedModel(model, data.content(), data.facts());
    }

    /** Each question with the features of its target and of sampled rivals. */
    List<Logit.Choice> choices(List<Question> questions, List<Feature> features) {
        return questions.parallelStream().map(q -> choice(q, features)).toList();
    }

    private Logit.Choice choice(Question q, List<Feature> features) {
        float[] rough = new ItemScorer(ScorerWeights.VERSION_1).blend(q.model, q.known);
        q.known.items().forEach(i -> rough[data.content().indexOf(i.item())] = Float.NEGATIVE_INFINITY);
        q.watched.forEach(id -> rough[data.content().indexOf(id)] = Float.NEGATIVE_INFINITY);
        int[] rows = sampled(rough, data.content().indexOf(q.target), new Random(q.viewer));
        int open = 0;
        for (float r : rough) {
            open += r > Float.NEGATIVE_INFINITY ? 1 : 0;
        }
        double[] log = new double[rows.length];
        Arrays.fill(log, 1 + HARD, rows.length, Math.log((open - 1.0 - HARD) / DRAWN));
        Evidence evidence = new Evidence(q.model, q.known);
        float[][] values = new float[rows.length][features.size()];
        for (int f = 0; f < features.size(); f++) {
            float[] all = new float[rough.length];
            features.get(f).add(all, 1, evidence);
            for (int r = 0; r < rows.length; r++) {
                values[r][f] = all[rows[r]];
            }
        }
        return new Logit.Choice(q.viewer, values, log);
    }

    /** The target, then its rivals. */
    private static int[] sampled(float[] rough, int target, Random random) {
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
