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
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
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
    /** Of a newcomer's later liked titles, so many are asked for. */
    private static final int MOST_TARGETS = 8;
    /** Parts of the viewers: the model that a short history meets never saw that viewer. */
    private static final int PARTS = 3;

    private final MovieLens data;
    private final Map<Integer, JoinedModel> models = new HashMap<>();

    /**
     * A question: which of the titles that it does not know did the viewer like later?
     *
     * @param known what the agent knows
     * @param targets later liked titles, each asked for by itself
     * @param liked all later liked titles: no rivals of the targets
     */
    record Question(int viewer, JoinedModel model, History known, List<MediaId> targets, Set<MediaId> liked) {}

    Lessons(MovieLens data) {
        this.data = data;
    }

    /** Whole histories before the k-th last positive, and the model of everybody's. */
    List<Question> whole(int k) {
        List<MovieLens.Case> cases = data.holdOut(k);
        JoinedModel model = model(cases, c -> true);
        List<Question> out = new ArrayList<>();
        for (MovieLens.Case c : cases) {
            c.target().ifPresent(t -> out.add(new Question(c.viewer(), model, c.history(), List.of(t), Set.of(t))));
        }
        return out;
    }

    /**
     * The first n events of every other viewer, before a model made without them: what is learned for newcomers can then be
     * measured on the rest ({@code ./omega lab curve --viewers odd}). A newcomer is asked about all that it will like, as there.
     */
    List<Question> shortened(int k, int n) {
        List<MovieLens.Case> cases = data.holdOut(k);
        List<Question> out = new ArrayList<>();
        for (MovieLens.Case c : cases) {
            if (c.viewer() % 2 != 0 || c.target().isEmpty() || c.history().size() <= n) {
                continue;
            }
            int part = c.viewer() / 2 % PARTS;
            JoinedModel model = models.computeIfAbsent(
                    k * PARTS + part, x -> model(cases, other -> other.viewer() / 2 % PARTS != part));
            question(c, n, model).ifPresent(out::add);
        }
        return out;
    }

    private Optional<Question> question(MovieLens.Case c, int n, JoinedModel model) {
        List<Rating> events =
                data.viewers().get(c.viewer()).subList(0, c.history().size() + 1);
        List<MediaId> liked = new ArrayList<>(events.subList(n, events.size()).stream()
                .filter(Rating::positive)
                .map(Rating::item)
                .toList());
        Set<MediaId> all = Set.copyOf(liked);
        Collections.shuffle(liked, new Random(c.viewer()));
        History known =
                new History(events.subList(0, n).stream().map(Rating::watched).toList());
        return liked.isEmpty()
                ? Optional.empty()
                : Optional.of(new Question(
                        c.viewer(), model, known, liked.subList(0, Math.min(MOST_TARGETS, liked.size())), all));
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

    /** Each question with the features of its targets and of sampled rivals. */
    List<Logit.Choice> choices(List<Question> questions, List<Feature> features) {
        return questions.parallelStream()
                .flatMap(q -> choices(q, features).stream())
                .toList();
    }

    private List<Logit.Choice> choices(Question q, List<Feature> features) {
        float[] rough = new ItemScorer(ScorerWeights.VERSION_1).blend(q.model, q.known);
        q.known.items().forEach(i -> rough[data.content().indexOf(i.item())] = Float.NEGATIVE_INFINITY);
        q.liked.forEach(id -> rough[data.content().indexOf(id)] = Float.NEGATIVE_INFINITY);
        int[] rivals = rivals(rough, new Random(q.viewer));
        int open = 0;
        for (float r : rough) {
            open += r > Float.NEGATIVE_INFINITY ? 1 : 0;
        }
        double[] log = new double[1 + rivals.length];
        Arrays.fill(log, 1 + HARD, log.length, Math.log((double) (open - HARD) / DRAWN));
        Evidence evidence = new Evidence(q.model, q.known);
        float[][] columns = new float[features.size()][rough.length];
        for (int f = 0; f < columns.length; f++) {
            features.get(f).add(columns[f], 1, evidence);
        }
        List<Logit.Choice> out = new ArrayList<>();
        for (MediaId target : q.targets) {
            float[][] values = new float[log.length][];
            values[0] = row(columns, data.content().indexOf(target));
            for (int r = 0; r < rivals.length; r++) {
                values[r + 1] = row(columns, rivals[r]);
            }
            out.add(new Logit.Choice(q.viewer, values, log));
        }
        return out;
    }

    private static float[] row(float[][] columns, int title) {
        float[] out = new float[columns.length];
        for (int f = 0; f < out.length; f++) {
            out[f] = columns[f][title];
        }
        return out;
    }

    private static int[] rivals(float[] rough, Random random) {
        int[] order = IntStream.range(0, rough.length)
                .filter(j -> rough[j] > Float.NEGATIVE_INFINITY)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -rough[j]))
                .mapToInt(j -> j)
                .toArray();
        IntStream drawn = random.ints(DRAWN, HARD, order.length).map(r -> order[r]);
        return IntStream.concat(Arrays.stream(order, 0, HARD), drawn).toArray();
    }
}
