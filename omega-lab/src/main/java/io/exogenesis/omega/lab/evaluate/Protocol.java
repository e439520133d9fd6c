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

/** How accuracy is asked for. No protocol lets a model see an event from the time of a target or later. */
public enum Protocol {
    /** Each viewer's last liked title is held out, everything strictly earlier trains; viewers with ≥ 5 liked titles. */
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
            long[] times = data.viewers().stream()
                    .flatMap(v -> v.events().stream())
                    .mapToLong(RatingEvent::epochSecond)
                    .sorted()
                    .toArray();
            long cut = times.length == 0 ? 0 : times[Math.min(times.length - 1, (int) (times.length * TRAINS))];
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

    /** What a viewer must have to be asked, in words. */
    String positives() {
        return switch (this) {
            case LAST -> "liked titles (rated 4 or more)";
            case GLOBAL -> "liked titles in the last fifth of the time";
            case LOO99 -> "ratings";
        };
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
