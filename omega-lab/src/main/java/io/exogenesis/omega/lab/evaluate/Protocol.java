package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How accuracy is asked for. No protocol lets a model see a target or an event behind it. Events of a viewer are in the order of
 * (time, item), and where there are no times in that of the file: of several in the same second those with a smaller id of the
 * item are before the target, and train.
 */
public enum Protocol {
    /** Each viewer's last liked title is held out, everything before it in that order trains; viewers with ≥ 5 liked titles. */
    LAST {
        @Override
        public Split split(Dataset data) {
            return last(this, data, 1);
        }
    },

    /**
     * Everything before the 80 % quantile of time trains. Viewers with ≥ 5 liked titles after it give the first half of their
     * later events to their own agent only; the targets are the liked titles of the second half.
     */
    GLOBAL {
        @Override
        public Split split(Dataset data) {
            long cut = cut(data);
            return new Split(
                    this, data, data.viewers().stream().map(v -> global(v, cut)).toList());
        }
    },

    /** For comparison with federated papers: every rating is a positive, the last one is held out. */
    LOO99 {
        @Override
        public Split split(Dataset data) {
            List<ViewerHistory> liked = data.viewers().stream()
                    .map(v -> new ViewerHistory(
                            v.id(),
                            v.events().stream().map(e -> e.rated(MOST_STARS)).toList()))
                    .toList();
            return last(this, new Dataset(data.name(), data.items(), liked, data.simulated()), 1);
        }
    };

    private static final double TRAINS = .8;
    private static final double MOST_STARS = 5;

    /** Divides the data; viewers that cannot be asked only train. */
    public abstract Split split(Dataset data);

    /** Why {@link #split} finds nobody to ask, where it does not; for a person. */
    String why(Dataset data) {
        return switch (this) {
            case LAST -> LastSplit.why(data);
            case GLOBAL -> {
                long cut = cut(data);
                yield LastSplit.why(
                        enough(data, e -> e.liked() && e.epochSecond() >= cut),
                        "liked titles in the last fifth of the time");
            }
            case LOO99 -> LastSplit.why(enough(data, e -> true), "ratings");
        };
    }

    private static long enough(Dataset data, Predicate<RatingEvent> positive) {
        return data.viewers().stream()
                .filter(v -> v.events().stream().filter(positive).count() >= LastSplit.MIN_POSITIVES)
                .count();
    }

    /** The quantile of time from which on {@link #GLOBAL} holds out. */
    private static long cut(Dataset data) {
        long[] times = data.viewers().stream()
                .flatMap(v -> v.events().stream())
                .mapToLong(RatingEvent::epochSecond)
                .sorted()
                .toArray();
        return times.length == 0 ? 0 : times[Math.min(times.length - 1, (int) (times.length * TRAINS))];
    }

    /** The contract's name. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The rolling form of LAST: the {@code kthLast} liked title is held out. */
    public static Split rolling(Dataset data, int kthLast) {
        return last(LAST, data, kthLast);
    }

    private static Split last(Protocol protocol, Dataset data, int kthLast) {
        return new Split(
                protocol,
                data,
                LastSplit.of(data, kthLast).stream()
                        .map(p -> new Case(
                                p.viewer(),
                                p.train(),
                                p.train(),
                                p.target().isPresent() ? List.of(p.target().getAsInt()) : List.of()))
                        .toList());
    }

    private static Case global(ViewerHistory viewer, long cut) {
        List<RatingEvent> before =
                viewer.events().stream().filter(e -> e.epochSecond() < cut).toList();
        List<RatingEvent> after =
                viewer.events().subList(before.size(), viewer.events().size());
        if (after.stream().filter(RatingEvent::liked).count() < LastSplit.MIN_POSITIVES) {
            return new Case(viewer.id(), before, before, List.of());
        }
        List<RatingEvent> known = new ArrayList<>(before);
        known.addAll(after.subList(0, after.size() / 2));
        Set<Integer> taken = new HashSet<>();
        known.forEach(e -> taken.add(e.item()));
        List<Integer> targets = after.subList(after.size() / 2, after.size()).stream()
                .filter(RatingEvent::liked)
                .map(RatingEvent::item)
                .filter(taken::add)
                .toList();
        return new Case(viewer.id(), before, known, targets);
    }
}
