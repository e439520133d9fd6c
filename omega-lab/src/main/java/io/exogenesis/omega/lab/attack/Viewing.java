package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.core.Parcel;
import io.exogenesis.omega.lab.core.Watcher;
import io.exogenesis.omega.lab.measure.Judgement;
import io.exogenesis.omega.lab.measure.Metrics;
import io.exogenesis.omega.lab.measure.Ruler;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.item.ItemScorer;
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The honest viewers in front of their lists: what is shown, watched and rejected, and how good the lists are. The local veto
 * of the agent ({@link io.exogenesis.omega.learning.defence.LocalVeto}) holds for what is shown, and what was watched is not shown again. An epoch is a day: one evening.
 */
final class Viewing {
    private final World world;
    private final long seed;
    private final ItemScorer scorer = ItemScorer.learned();
    private final Map<Integer, Watcher> watchers = new HashMap<>();
    private final Map<MediaId, Integer> impressions = new HashMap<>();
    private long shownAll;
    private long watchedAll;

    Viewing(World world, long seed) {
        this.world = world;
        this.seed = seed;
    }

    /**
     * One epoch of viewing.
     *
     * @param hits title → share of viewers, who had not seen it, with it in their first ten
     * @param reports of the audit cohort
     */
    record Evening(Map<MediaId, Double> hits, List<Parcel> reports) {}

    private record List10(int viewer, int[] ranking, BitSet seen) {}

    /** All judged viewers look at the lists that {@code model} makes. */
    Evening evening(ItemModel model, int epoch) {
        List<List10> lists = world.judged().parallelStream()
                .filter(v -> world.joined(v, epoch))
                .map(v -> ranked(model, v, epoch))
                .toList();
        List<Parcel> reports = new ArrayList<>();
        for (List10 list : lists) {
            Optional<Outcomes> outcomes = watch(model, list, epoch);
            if (world.inCohort(list.viewer)) {
                reports.add(new Parcel(world.honest().get(list.viewer).id(), Optional.empty(), List.of(), outcomes, 1));
            }
        }
        return new Evening(hits(lists), reports);
    }

    /** Quality of the rankings of all with a held-out title; dear. */
    Metrics quality(ItemModel model, int epoch) {
        List<Judgement> judgements = world.examined().parallelStream()
                .filter(v -> world.joined(v, epoch))
                .map(v -> ranked(model, v, epoch))
                .map(l -> world.ruler()
                        .judge(
                                l.ranking,
                                l.seen,
                                world.honest().get(l.viewer).target().getAsInt()))
                .toList();
        return Metrics.of(judgements, world.ruler().items());
    }

    /** Hits among the first {@code viewers} judged ones; nothing is shown to anybody. */
    Map<MediaId, Double> glance(ItemModel model, int epoch, int viewers) {
        return hits(world.judged().parallelStream()
                .filter(v -> world.joined(v, epoch))
                .limit(viewers)
                .map(v -> ranked(model, v, epoch))
                .toList());
    }

    private List10 ranked(ItemModel model, int viewer, int epoch) {
        History history = world.history(viewer, epoch);
        float[] scores = scorer.scores(model, world.content(), world.facts(), history);
        BitSet seen = new BitSet();
        history.items().forEach(h -> seen.set(world.content().indexOf(h.item())));
        return new List10(viewer, Watcher.descending(scores, seen), seen);
    }

    private Map<MediaId, Double> hits(List<List10> lists) {
        Map<MediaId, Double> out = new HashMap<>();
        int[] unseen = new int[world.content().size()];
        lists.forEach(l ->
                IntStream.range(0, unseen.length).filter(j -> !l.seen.get(j)).forEach(j -> unseen[j]++));
        int[] first = new int[unseen.length];
        lists.forEach(l -> IntStream.of(l.ranking).limit(Ruler.TOP).forEach(j -> first[j]++));
        for (int j = 0; j < first.length; j++) {
            if (first[j] > 0) {
                out.put(world.content().id(j), (double) first[j] / unseen[j]);
            }
        }
        return out;
    }

    private Optional<Outcomes> watch(ItemModel model, List10 list, int epoch) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + epoch * 7919L + list.viewer);
        Watcher watcher = watchers.computeIfAbsent(list.viewer, v -> new Watcher());
        List<ItemOutcome> out = watcher.look(
                model::clamped,
                world.content(),
                list.ranking,
                world.honest().get(list.viewer).later()::contains,
                Instant.EPOCH.plus(Duration.ofDays(epoch)),
                random);
        out.forEach(o -> impressions.merge(o.item(), 1, Integer::sum));
        if (world.inCohort(list.viewer)) {
            shownAll += out.size();
            watchedAll += out.stream().mapToInt(ItemOutcome::watched).sum();
        }
        return out.isEmpty() ? Optional.empty() : Optional.of(new Outcomes(out, List.of()));
    }

    /** Showings of a title to a viewer since the beginning. */
    double impressions(MediaId title) {
        return (double) impressions.getOrDefault(title, 0) / world.judged().size();
    }

    /** Share of the audit cohort's showings that ended in a watch: the base rate p0 of this world. */
    double baseRate() {
        return shownAll == 0 ? 0 : (double) watchedAll / shownAll;
    }

    /** A world of viewers that remembers what this one remembers, and goes on by itself. */
    Viewing copy() {
        Viewing out = new Viewing(world, seed);
        watchers.forEach((v, w) -> out.watchers.put(v, w.copy()));
        out.shownAll = shownAll;
        out.watchedAll = watchedAll;
        return out;
    }
}
