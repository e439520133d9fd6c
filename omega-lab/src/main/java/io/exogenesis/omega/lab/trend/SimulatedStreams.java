package io.exogenesis.omega.lab.trend;

import io.exogenesis.omega.lab.trend.Sessions.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Streams resampled from a data set: each day has sessions drawn from all of the data set's, whatever their day was, so no title
 * has a trend of its own. How busy a day is follows the data set's own ups and downs, its time span compressed to {@value #DAYS}
 * days. A drawn session is that of a new viewer.
 */
final class SimulatedStreams {
    static final int DAYS = 120;
    /** The first day of a planted change, which lasts until the end. */
    static final int CHANGE = 90;
    /** Mean; the least federation in which a title of the long tail is watched now and then. */
    static final int SESSIONS_A_DAY = 40;
    /** New viewers a day that make a title's stream worth watching. */
    static final double LEAST_RATE = .1;
    /** A title in more sessions than this cannot be made ten times as frequent. */
    private static final double MOST_SHARE = .09;

    private final List<Session> sessions;
    private final double[] profile;
    private final double[] share;
    private final int[] watched;

    SimulatedStreams(Sessions all, int items) {
        sessions = all.list();
        profile = profile(all);
        share = new double[items];
        sessions.forEach(s -> s.items().forEach(i -> share[i] += 1.0 / sessions.size()));
        watched = IntStream.range(0, items)
                .filter(i -> share[i] * SESSIONS_A_DAY >= LEAST_RATE && share[i] <= MOST_SHARE)
                .toArray();
    }

    private static double[] profile(Sessions all) {
        double[] profile = new double[DAYS];
        long span = all.lastDay() - all.firstDay() + 1;
        for (Session s : all.list()) {
            profile[(int) ((s.day() - all.firstDay()) * DAYS / span)] +=
                    (double) DAYS / all.list().size();
        }
        return profile;
    }

    /** Titles with streams worth watching. */
    int[] watched() {
        return watched.clone();
    }

    /** New viewers a day before any change, mean. */
    double rate(int item) {
        return share[item] * SESSIONS_A_DAY;
    }

    /** Titles to plant changes on, at most {@code n}, each once. */
    Set<Integer> choose(int n, RandomGenerator random) {
        List<Integer> left = new ArrayList<>(IntStream.of(watched).boxed().toList());
        Set<Integer> chosen = new HashSet<>();
        while (chosen.size() < n && !left.isEmpty()) {
            chosen.add(left.remove(random.nextInt(left.size())));
        }
        return chosen;
    }

    /** Makes one stream; from {@link #CHANGE} on each {@code planted} title is {@code factor} times as frequent. */
    void play(Set<Integer> planted, double factor, RandomGenerator random, Watcher watcher) {
        List<Integer> inOrder = planted.stream().sorted().toList();
        for (int day = 0; day < DAYS; day++) {
            int n = poisson(SESSIONS_A_DAY * profile[day], random);
            for (int k = 0; k < n; k++) {
                List<Integer> items =
                        sessions.get(random.nextInt(sessions.size())).items();
                for (int item : items) {
                    watcher.watched(day, item);
                }
                if (day >= CHANGE) {
                    for (int item : inOrder) {
                        double more = (factor - 1) * share[item] / (1 - share[item]);
                        if (!items.contains(item) && random.nextDouble() < more) {
                            watcher.watched(day, item);
                        }
                    }
                }
            }
        }
    }

    /** One stream in which a share of all viewers claims, from {@link #CHANGE} on, to have watched the target. */
    void playLies(int target, double liars, RandomGenerator random, Watcher watcher) {
        play(Set.of(target), 1 + liars * (1 - share[target]) / share[target], random, watcher);
    }

    /** Knuth, The Art of Computer Programming, vol. 2, 3.4.1; in parts, so that e^−mean does not vanish. */
    private static int poisson(double mean, RandomGenerator random) {
        int n = 0;
        for (double left = mean; left > 0; left -= 30) {
            double limit = Math.exp(-Math.min(left, 30));
            for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
                n++;
            }
        }
        return n;
    }

    /** Told of every event: a viewer who is new to the title watched it. */
    @FunctionalInterface
    interface Watcher {
        void watched(int day, int item);
    }
}
