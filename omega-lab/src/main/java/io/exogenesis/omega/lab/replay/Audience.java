package io.exogenesis.omega.lab.replay;

import io.exogenesis.omega.lab.core.Parcel;
import io.exogenesis.omega.lab.core.Sending;
import io.exogenesis.omega.lab.core.ShownLists;
import io.exogenesis.omega.lab.core.Timeline;
import io.exogenesis.omega.lab.core.Watcher;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.viewer.internal.memory.Jury;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The audit cohort, {@link Watcher#COHORT} of the viewers: members that are on look at the first titles of the newest model, and
 * what became of them is reported. A member's true interest is what it watches later on the timeline, which holds no held-out
 * title. Only lists in which something of the Core takes part count, as in
 * the agent.
 */
final class Audience {
    private final Timeline time;
    private final ShownLists lists;
    private final long seed;
    /** Positions of the members, ascending. */
    private final List<Integer> cohort;

    private final Map<Integer, Watcher> watchers = new HashMap<>();

    Audience(Timeline time, ShownLists lists, long seed) {
        this.time = time;
        this.lists = lists;
        this.seed = seed;
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, time.viewers()).boxed().toList());
        Collections.shuffle(order, Random.from(new SplittableRandom(seed ^ 0xa0d17L)));
        this.cohort = List.copyOf(new TreeSet<>(order.subList(0, (int) Math.round(Watcher.COHORT * time.viewers()))));
    }

    private record Ranked(int viewer, int[] ranking) {}

    /** The members, by their names. */
    List<ViewerId> members() {
        return cohort.stream().map(Sending::viewer).toList();
    }

    /**
     * One evening, after an epoch's round.
     *
     * @param on whose devices are on
     * @return one report of each member that saw something
     */
    List<Parcel> evening(Optional<ItemModel> model, List<ConsolidatedPattern> bank, int epoch, boolean[] on) {
        if (model.isEmpty() && bank.stream().allMatch(Jury::onProbation)) {
            return List.of();
        }
        ShownLists.Scores scores = lists.by(model, bank);
        List<Ranked> ranked = cohort.stream().filter(v -> on[v]).toList().parallelStream()
                .map(v -> new Ranked(v, ranking(scores, time.until(v, epoch))))
                .toList();
        Predicate<MediaId> clamped = id -> model.filter(m -> m.clamped(id)).isPresent();
        List<Parcel> reports = new ArrayList<>();
        for (Ranked list : ranked) {
            List<ItemOutcome> titles = looked(clamped, list, epoch);
            if (!titles.isEmpty()) {
                Outcomes seen = new Outcomes(titles, List.of());
                reports.add(new Parcel(Sending.viewer(list.viewer), Optional.empty(), List.of(), Optional.of(seen), 1));
            }
        }
        return reports;
    }

    private static int[] ranking(ShownLists.Scores scores, List<RatingEvent> known) {
        BitSet seen = new BitSet();
        known.forEach(e -> seen.set(e.item()));
        return Watcher.descending(scores.of(known), seen);
    }

    private List<ItemOutcome> looked(Predicate<MediaId> clamped, Ranked list, int epoch) {
        ContentSpace content = lists.catalogue().content();
        Set<MediaId> later = new HashSet<>();
        List<RatingEvent> all = time.until(list.viewer, time.epochs() - 1);
        all.subList(time.until(list.viewer, epoch).size(), all.size()).forEach(e -> later.add(content.id(e.item())));
        return watchers.computeIfAbsent(list.viewer, v -> new Watcher())
                .look(
                        clamped,
                        content,
                        list.ranking,
                        later::contains,
                        day(epoch),
                        new SplittableRandom(seed * 1_000_003 + epoch * 7919L + list.viewer));
    }

    private static Instant day(int epoch) {
        return Instant.EPOCH.plus(Duration.ofDays(epoch));
    }
}
