package io.exogenesis.omega.lab.trend;

import io.exogenesis.omega.lab.trend.TrendReport.Planted;
import io.exogenesis.omega.lab.trend.TrendReport.Pushed;
import io.exogenesis.omega.learning.trend.TrendDetector;
import io.exogenesis.omega.learning.trend.TrendSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the detector finds of planted changes. A change is found if an alarm comes within the 30 days that it lasts; every
 * other alarm is false: on the titles worth watching, and before the change on those with one.
 */
final class PlantedChanges {
    /** Changes planted in one stream: few, so that they hardly move each other's share. */
    private static final int CHANGES = 10;
    /** New viewers a day that part rare titles from frequent ones in the report. */
    private static final double FREQUENT = .3;

    private final SimulatedStreams streams;
    private final TrendSettings settings;

    PlantedChanges(SimulatedStreams streams, TrendSettings settings) {
        this.streams = streams;
        this.settings = settings;
    }

    /** One row of the report, over one stream a seed. */
    Planted measure(double factor, LongStream seeds) {
        Tally tally = new Tally();
        seeds.forEach(seed -> run(factor, seed, tally));
        return tally.row(factor);
    }

    private void run(double factor, long seed, Tally tally) {
        RandomGenerator random = new SplittableRandom(seed);
        Set<Integer> planted = streams.choose(CHANGES, random);
        Map<Integer, List<Integer>> alarms = new TreeMap<>();
        TrendDetector detector = new TrendDetector(settings);
        streams.play(planted, factor, random, (day, item) -> {
            if (detector.event(day, item)) {
                alarms.computeIfAbsent(item, i -> new ArrayList<>()).add(day);
            }
        });
        for (int item : planted) {
            tally.planted(streams.rate(item), alarms.getOrDefault(item, List.of()));
        }
        Map<Integer, List<Integer>> others = new HashMap<>(alarms);
        others.keySet().removeAll(planted);
        int total = others.values().stream().mapToInt(List::size).sum();
        int onWatched = 0;
        for (int item : streams.watched()) {
            onWatched += others.getOrDefault(item, List.of()).size();
        }
        tally.others(streams.watched().length - planted.size(), onWatched, total);
    }

    /** How often a share of liars makes a trend of a title of their choice. */
    Pushed pushed(double liars, LongStream seeds) {
        int[] counts = new int[2];
        seeds.forEach(seed -> {
            RandomGenerator random = new SplittableRandom(seed);
            for (int target : streams.choose(1, random)) {
                TrendDetector detector = new TrendDetector(settings);
                boolean[] found = new boolean[1];
                streams.playLies(
                        target,
                        liars,
                        random,
                        (day, item) -> found[0] |=
                                detector.event(day, item) && item == target && day >= SimulatedStreams.CHANGE);
                counts[0]++;
                counts[1] += found[0] ? 1 : 0;
            }
        });
        return new Pushed(liars, counts[0], share(counts[1], counts[0]));
    }

    private static @Nullable Double share(int part, int whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    /** Sums over streams. */
    private static final class Tally {
        private int rare;
        private int rareFound;
        private int frequent;
        private int frequentFound;
        private final List<Integer> delays = new ArrayList<>();
        private long days;
        private int falseOnWatched;
        private int streams;
        private int falseInAll;

        void planted(double rate, List<Integer> alarms) {
            int early = (int)
                    alarms.stream().filter(d -> d < SimulatedStreams.CHANGE).count();
            boolean found = early < alarms.size();
            falseOnWatched += early;
            falseInAll += early;
            days += SimulatedStreams.CHANGE;
            if (found) {
                // The first day counts as one day: an alarm on the day of the change came after a day of it.
                delays.add(alarms.get(early) - SimulatedStreams.CHANGE + 1);
            }
            if (rate < FREQUENT) {
                rare++;
                rareFound += found ? 1 : 0;
            } else {
                frequent++;
                frequentFound += found ? 1 : 0;
            }
        }

        void others(int titles, int onWatched, int total) {
            days += (long) titles * SimulatedStreams.DAYS;
            falseOnWatched += onWatched;
            falseInAll += total;
            streams++;
        }

        Planted row(double factor) {
            int all = rare + frequent;
            int found = rareFound + frequentFound;
            Collections.sort(delays);
            return new Planted(
                    factor,
                    all,
                    share(found, all),
                    wilson(found, all),
                    delays.isEmpty() ? null : (double) delays.get(delays.size() / 2),
                    days == 0 ? null : 100.0 * falseOnWatched / days,
                    streams == 0 ? null : 100.0 * falseInAll / ((long) streams * SimulatedStreams.DAYS),
                    share(rareFound, rare),
                    share(frequentFound, frequent));
        }

        /** Wilson, "Probable inference" (JASA 1927): 95 % interval of a share. */
        private static List<Double> wilson(int found, int all) {
            if (all == 0) {
                return List.of();
            }
            double z = 1.96;
            double p = (double) found / all;
            double middle = p + z * z / (2 * all);
            double half = z * Math.sqrt(p * (1 - p) / all + z * z / (4.0 * all * all));
            double scale = 1 + z * z / all;
            return List.of(Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale));
        }
    }
}
