package io.exogenesis.omega.lab.data;

import java.util.List;
import java.util.OptionalInt;

/**
 * Protocol LAST: a viewer with at least {@link #MIN_POSITIVES} liked titles has the last of them held out, and nothing from it
 * on is known to anybody; everybody else only trains.
 *
 * <p>Events are in the order of (time, item): of those in the second of the held-out one, the ones with a smaller id of the item
 * are before it and train, the others are behind it and do not.
 *
 * <p>A title can be rated twice (plain data). If the held-out title was already watched before, it is no surprise any more and
 * could not be among the candidates, so the viewer only trains then, up to the same point.
 */
public final class LastSplit {
    /** Fewer liked titles than this say too little about a viewer to be judged by one. */
    public static final int MIN_POSITIVES = 5;

    private LastSplit() {}

    /** One viewer's part: what may be known, and what is asked for. */
    public record Part(String viewer, List<RatingEvent> train, OptionalInt target) {
        public Part {
            train = List.copyOf(train);
        }
    }

    /** Splits each history, in the order of the data set. */
    public static List<Part> of(Dataset data) {
        return of(data, 1);
    }

    /**
     * The rolling form: the {@code kthLast} liked title is held out (1: the last), of viewers that have {@link #MIN_POSITIVES}
     * up to it.
     */
    public static List<Part> of(Dataset data, int kthLast) {
        return data.viewers().stream().map(v -> split(v, kthLast)).toList();
    }

    /** Nothing held out: everybody trains on everything. */
    public static List<Part> none(Dataset data) {
        return data.viewers().stream()
                .map(v -> new Part(v.id(), v.events(), OptionalInt.empty()))
                .toList();
    }

    /** Why {@link #of(Dataset)} holds out nothing, where it does not; for a person. */
    public static String why(Dataset data) {
        long enough = data.viewers().stream()
                .filter(v -> v.events().stream().filter(RatingEvent::liked).count() >= MIN_POSITIVES)
                .count();
        return why(enough, liked(data));
    }

    /**
     * Why a protocol asks nobody.
     *
     * @param enough viewers with {@link #MIN_POSITIVES} positives
     * @param positives what these are, for a person
     */
    public static String why(long enough, String positives) {
        return enough == 0
                ? "no viewer has " + MIN_POSITIVES + " " + positives
                : enough + " of the viewers " + (enough == 1 ? "has " : "have ") + MIN_POSITIVES + " " + positives
                        + ", but the last of them had been watched before";
    }

    /** Liked titles, for a person: with implicit feedback nobody gave stars. */
    public static String liked(Dataset data) {
        return data.implicit() ? "liked titles" : "liked titles (4 stars or more)";
    }

    private static Part split(ViewerHistory viewer, int kthLast) {
        List<RatingEvent> events = viewer.events();
        long positives = events.stream().filter(RatingEvent::liked).count();
        if (positives < MIN_POSITIVES + kthLast - 1) {
            return new Part(viewer.id(), events, OptionalInt.empty());
        }
        int last = events.size();
        for (int left = kthLast; left > 0; left--) {
            do {
                last--;
            } while (!events.get(last).liked());
        }
        int target = events.get(last).item();
        List<RatingEvent> before = events.subList(0, last);
        boolean known = before.stream().anyMatch(e -> e.item() == target);
        return new Part(viewer.id(), before, known ? OptionalInt.empty() : OptionalInt.of(target));
    }
}
