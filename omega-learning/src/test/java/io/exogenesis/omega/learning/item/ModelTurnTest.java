package io.exogenesis.omega.learning.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.learning.movielens.MovieLens;
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.learning.taste.SampleSelector;
import io.exogenesis.omega.wire.delta.DeltaChain;
import io.exogenesis.omega.wire.delta.SteadyModel;
import io.exogenesis.omega.wire.delta.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** MovieLens latest-small: a model, and the next one after some viewers watched more. */
class ModelTurnTest {
    private static final int LIST = 10;
    private static final int NEWEST = 10;
    private static final int EACH = 5;
    private static final int ALL = 1 << 28;

    // The rounding must not be felt: lists differ far less from those of the new model than the new model's from the
    // old one's.
    @Test
    void steadyModel_ofTheNextFold_isSmallAndRanksAsTheNewOne() {
        MovieLens data = MovieLens.load();
        ItemModel before = model(data, 1, 0);
        ItemModel fresh = model(data, 2, EACH);
        var base = before.toWire();
        var next = fresh.toWire();
        Turn turn = ModelTurn.between(base, next);
        var steady = SteadyModel.of(base, next, turn);
        int turned = DeltaChain.NONE.then(base, steady, turn, ALL).bytes().length;
        int straight = DeltaChain.NONE
                .then(base, next, Turn.none(turn.from(), turn.to()), ALL)
                .bytes()
                .length;

        assertThat(turned).isLessThan(straight / 4);
        double old = overlap(data, before, fresh);
        double rounded = overlap(data, ItemModel.fromWire(steady), fresh);
        assertThat(1 - rounded).isLessThan((1 - old) / 4);
    }

    /** Every {@code each}-th viewer with all that it watched, the others without the newest; 0: all without. */
    private static ItemModel model(MovieLens data, long version, int each) {
        ItemSettings settings = ItemSettings.DEFAULT;
        List<WeightedSample> rows = new ArrayList<>();
        for (int v = 0; v < data.viewers().size(); v++) {
            List<MovieLens.Rating> all = data.viewers().get(v);
            int known = each > 0 && v % each == 0 ? all.size() : all.size() - Math.min(NEWEST, all.size() / 5);
            SampleSelector.select(all.subList(0, known).stream()
                            .map(MovieLens.Rating::watched)
                            .toList())
                    .ifPresent(s -> rows.add(new WeightedSample(s, .1)));
        }
        return new ItemModelBuilder(settings)
                .build(ItemMemory.empty(settings).with(rows, settings), data.content(), version);
    }

    /** Share of the ten best titles that two models have in common, over all viewers. */
    private static double overlap(MovieLens data, ItemModel one, ItemModel two) {
        double common = 0;
        List<Set<Integer>> a = lists(data, one);
        List<Set<Integer>> b = lists(data, two);
        for (int v = 0; v < a.size(); v++) {
            Set<Integer> both = new HashSet<>(a.get(v));
            both.retainAll(b.get(v));
            common += both.size();
        }
        return common / LIST / a.size();
    }

    private static List<Set<Integer>> lists(MovieLens data, ItemModel model) {
        ItemScorer scorer = ItemScorer.learned();
        return data.viewers().stream()
                .map(v -> new History(v.stream().map(MovieLens.Rating::watched).toList()))
                .map(h -> best(scorer.scores(model, data.content(), data.facts(), h)))
                .toList();
    }

    private static Set<Integer> best(float[] scores) {
        return new HashSet<>(IntStream.range(0, scores.length)
                .boxed()
                .sorted((x, y) -> Float.compare(scores[y], scores[x]))
                .limit(LIST)
                .toList());
    }
}
