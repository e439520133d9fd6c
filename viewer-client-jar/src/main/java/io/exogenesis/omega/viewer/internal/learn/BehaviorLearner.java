package io.exogenesis.omega.viewer.internal.learn;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.track.SessionCounter;
import io.exogenesis.omega.viewer.internal.track.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * When and how something is watched: what a viewer watches at one time of day, or many titles in a row, where that differs from
 * what it watches anyway.
 *
 * <p>A habit has at least {@link #MIN_TITLES} titles on at least {@link #MIN_DAYS} days. It differs if its centroid has a cosine
 * of at most {@link #DIFFERENT} with that of all titles, and if its mean is further from the mean of all than the means of {@link
 * #DRAWS} random sets of as many of the viewer's titles: three titles are far from the middle by chance alone, so a fixed
 * cosine would find a habit in every history. (A permutation test of the maximum mean discrepancy with a linear kernel; Gretton
 * et al., JMLR 2012.)
 *
 * <p>Success rate: (Σ reward + 1) / (n + 2). Skipped titles have a reward of at most .3, so a habit of skipping does not pass the
 * gate.
 *
 * <p>The time of a title is that of its last watch <em>or rating</em>: where a viewer rates later than it watches, the habit is
 * one of rating.
 */
record BehaviorLearner(TimesOfDay times) implements KindLearner {
    /** At most so many habits a viewer, those that differ most. */
    static final int MOST = 2;
    /** Fewer would name titles. */
    static final int MIN_TITLES = 3;
    /** One long evening is no habit. */
    static final int MIN_DAYS = 3;
    /** Cosine with the centroid of all titles: what is nearer adds nothing to the tastes. */
    static final double DIFFERENT = .9;
    /** Titles in a row that are a binge: two are an evening. */
    static final int IN_A_ROW = 3;
    /** Random sets that a habit is compared with: beyond all of 99 is p ≤ .01. */
    static final int DRAWS = 99;
    /** Approach of a pattern of what is watched in a row. */
    static final String BINGE = "binge";

    /**
     * A habit by name.
     *
     * @param centroid of its titles
     * @param cosine with the centroid of all
     */
    private record Habit(PatternContext context, List<Integer> positions, Embedding centroid, double cosine) {}

    @Override
    public List<Finding> learn(Evidence evidence, PlacedHistory history, RandomGenerator random) {
        TreeMap<String, List<Integer>> byTime = new TreeMap<>();
        for (int i = 0; i < history.titles().size(); i++) {
            byTime.computeIfAbsent(times.of(history.titles().get(i).at()), t -> new ArrayList<>())
                    .add(i);
        }
        List<Integer> binged = history.positions(inARow(evidence.watches()));
        List<Habit> candidates = new ArrayList<>();
        byTime.forEach((time, positions) -> candidate(
                        PatternContext.of(history.genres(positions)).withTimeOfDay(time), positions, history)
                .ifPresent(candidates::add));
        candidate(PatternContext.of(history.genres(binged)).withApproach(BINGE), binged, history)
                .ifPresent(candidates::add);
        return candidates.stream()
                .filter(h -> furtherThanByChance(h, history, random))
                .sorted(Comparator.comparingDouble(Habit::cosine))
                .limit(MOST)
                .map(h -> finding(h, history))
                .toList();
    }

    private static Finding finding(Habit habit, PlacedHistory history) {
        return new Finding(
                TaskType.BEHAVIOR,
                habit.centroid(),
                history.successRate(habit.positions()),
                habit.positions().size(),
                habit.context());
    }

    private Optional<Habit> candidate(PatternContext context, List<Integer> positions, PlacedHistory history) {
        long days = positions.stream()
                .map(i -> times.day(history.titles().get(i).at()))
                .distinct()
                .count();
        if (positions.size() < MIN_TITLES || days < MIN_DAYS) {
            return Optional.empty();
        }
        Optional<Embedding> all = history.centroid(all(history));
        return history.centroid(positions)
                .flatMap(c -> all.map(a -> new Habit(context, positions, c, c.cosine(a))))
                .filter(h -> h.cosine() <= DIFFERENT);
    }

    private static List<Integer> all(PlacedHistory history) {
        return IntStream.range(0, history.titles().size()).boxed().toList();
    }

    /** {@value #DRAWS} draws of the habit's size, fewer if one is as far: linear in the history. */
    private static boolean furtherThanByChance(Habit habit, PlacedHistory history, RandomGenerator random) {
        float[] middle = history.mean(all(history));
        double own = distance(history.mean(habit.positions()), middle);
        List<Integer> deck = new ArrayList<>(all(history));
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int i = 0; i < habit.positions().size(); i++) {
                Collections.swap(deck, i, random.nextInt(i, deck.size()));
            }
            if (distance(history.mean(deck.subList(0, habit.positions().size())), middle) >= own) {
                return false;
            }
        }
        return true;
    }

    private static double distance(float[] a, float[] b) {
        double squares = 0;
        for (int d = 0; d < a.length; d++) {
            squares += (a[d] - b[d]) * (double) (a[d] - b[d]);
        }
        return squares;
    }

    /** Titles of runs of {@value #IN_A_ROW} and more, each watched within half an hour of the end of the one before. */
    private static Set<MediaId> inARow(List<Watch> watches) {
        Set<MediaId> binged = new HashSet<>();
        Set<MediaId> run = new HashSet<>();
        Optional<Watch> before = Optional.empty();
        for (Watch watch : watches.stream()
                .filter(w -> !w.rated() && w.reward() >= WatchedTitle.SEEN) // zapping is no binge
                .sorted(Comparator.comparing(Watch::at))
                .toList()) {
            if (before.isPresent() && pause(before.get(), watch).compareTo(SessionCounter.GAP) > 0) {
                run.clear();
            }
            run.add(watch.media());
            if (run.size() >= IN_A_ROW) {
                binged.addAll(run);
            }
            before = Optional.of(watch);
        }
        return binged;
    }

    /** Between two watches; whether hosts tell of the beginning or of the end, one of the two durations lies between. */
    private static Duration pause(Watch first, Watch second) {
        Duration longer = first.watched().compareTo(second.watched()) >= 0 ? first.watched() : second.watched();
        return Duration.between(first.at(), second.at()).minus(longer);
    }
}
