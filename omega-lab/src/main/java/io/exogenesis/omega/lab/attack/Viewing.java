package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.core.Parcel;
import io.exogenesis.omega.lab.measure.Judgement;
import io.exogenesis.omega.lab.measure.Metrics;
import io.exogenesis.omega.lab.measure.Ruler;
import io.exogenesis.omega.learning.defence.LocalVeto;
import io.exogenesis.omega.learning.defence.Rejections;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.item.ItemScorer;
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The honest viewers in front of their lists: what is shown, watched and rejected, and how good the lists are. The local veto
 * of the agent ({@link LocalVeto}) holds for what is shown, and what was watched is not shown again. An epoch is a day: one evening.
 */
final class Viewing {
    private final World world;
    private final long seed;
    private final ItemScorer scorer = ItemScorer.learned();
    private final Map<Integer, Map<Integer, Rejections>> rejected = new HashMap<>();
    private final Map<Integer, Set<Integer>> watched = new HashMap<>();
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
        return new List10(viewer, descending(scores, seen), seen);
    }

    /** Titles that are not hidden, best first, equal ones by their number; primitive, since it is done a million times. */
    static int[] descending(float[] scores, BitSet hidden) {
        long[] keys = new long[scores.length];
        int n = 0;
        for (int j = 0; j < scores.length; j++) {
            if (!hidden.get(j)) {
                int bits = Float.floatToIntBits(scores[j]);
                int ascending =
                        bits < 0 ? ~bits ^ Integer.MIN_VALUE : bits; // as signed int, in the order of the floats
                keys[n++] = (long) ~ascending << 32 | j;
            }
        }
        Arrays.sort(keys, 0, n);
        int[] out = new int[n];
        for (int k = 0; k < n; k++) {
            out[k] = (int) keys[k];
        }
        return out;
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
        Instant now = Instant.EPOCH.plus(Duration.ofDays(epoch));
        Map<Integer, Rejections> no = rejected.computeIfAbsent(list.viewer, v -> new HashMap<>());
        Set<Integer> yes = watched.computeIfAbsent(list.viewer, v -> new HashSet<>());
        Set<MediaId> interests = world.honest().get(list.viewer).later();
        List<ItemOutcome> out = new ArrayList<>();
        for (int k = 0; k < list.ranking.length && out.size() < Ruler.TOP; k++) {
            int title = list.ranking[k];
            MediaId id = world.content().id(title);
            if (yes.contains(title)
                    || !LocalVeto.allows(
                            model, id, no.getOrDefault(title, Rejections.NONE).massAt(now))) {
                continue;
            }
            boolean taken = random.nextDouble() < (interests.contains(id) ? World.ATTENTION : World.CURIOSITY);
            if (taken) {
                yes.add(title);
                watchedAll += world.inCohort(list.viewer) ? 1 : 0;
            } else {
                int place = out.size() + 1;
                no.compute(title, (t, r) -> (r == null ? Rejections.NONE : r).passedOver(place, now));
            }
            shownAll += world.inCohort(list.viewer) ? 1 : 0;
            impressions.merge(id, 1, Integer::sum);
            out.add(new ItemOutcome(id, 1, taken ? 1 : 0));
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
        rejected.forEach((v, m) -> out.rejected.put(v, new HashMap<>(m)));
        watched.forEach((v, s) -> out.watched.put(v, new HashSet<>(s)));
        out.shownAll = shownAll;
        out.watchedAll = watchedAll;
        return out;
    }
}
