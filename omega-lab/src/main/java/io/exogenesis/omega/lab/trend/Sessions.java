package io.exogenesis.omega.lab.trend;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.DatasetException;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What viewers watched, day by day.
 *
 * @param list by day, then viewer
 */
record Sessions(List<Session> list) {
    /** A sample brings at most its newest half: 25 titles. */
    static final int MOST_TITLES = 25;

    /** Below it there is no stream to speak of. */
    private static final int LEAST_DAYS = 30;

    /**
     * The new titles of one viewer on one day.
     *
     * @param viewer index into the data set's viewers
     * @param day epoch day, UTC
     * @param upTo events of the viewer's history up to and with this day
     * @param items the newest {@value Sessions#MOST_TITLES}, oldest first
     */
    record Session(int viewer, long day, int upTo, List<Integer> items) {}

    Sessions {
        list = List.copyOf(list);
    }

    /** @throws DatasetException if the data set's timestamps tell no days */
    static Sessions of(Dataset dataset) {
        List<Session> out = new ArrayList<>();
        for (int v = 0; v < dataset.viewers().size(); v++) {
            add(v, dataset.viewers().get(v), out);
        }
        out.sort(Comparator.comparingLong(Session::day).thenComparingInt(Session::viewer));
        long days = out.stream().mapToLong(Session::day).distinct().count();
        if (days < LEAST_DAYS) {
            throw new DatasetException("trends need days: the ratings of " + dataset.name() + " lie on " + days
                    + (days == 1 ? " day" : " days") + ", and at least " + LEAST_DAYS + " are wanted");
        }
        return new Sessions(out);
    }

    private static void add(int viewer, ViewerHistory history, List<Session> out) {
        List<RatingEvent> events = history.events();
        int from = 0;
        for (int k = 1; k <= events.size(); k++) {
            if (k == events.size() || day(events.get(k)) != day(events.get(from))) {
                List<Integer> items = events.subList(Math.max(from, k - MOST_TITLES), k).stream()
                        .map(RatingEvent::item)
                        .distinct()
                        .toList();
                out.add(new Session(viewer, day(events.get(from)), k, items));
                from = k;
            }
        }
    }

    private static long day(RatingEvent event) {
        return Math.floorDiv(event.epochSecond(), 86_400L);
    }

    long firstDay() {
        return list.getFirst().day();
    }

    long lastDay() {
        return list.getLast().day();
    }
}
