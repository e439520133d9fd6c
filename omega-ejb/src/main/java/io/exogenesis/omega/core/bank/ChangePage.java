package io.exogenesis.omega.core.bank;

import io.exogenesis.omega.core.port.BankStore.Removal;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PullFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * A page of changes. It looks at those that it holds and, to find where they begin, at as many others as the number of
 * changes has digits: every sync asks for one.
 */
final class ChangePage {
    private final List<Removal> removed;
    private final List<List<ConsolidatedPattern>> byPriority;
    private final PullFilter filter;
    private final int most;
    private final List<ConsolidatedPattern> upserts = new ArrayList<>();
    private final List<PatternId> removals = new ArrayList<>();
    private int changes;

    /**
     * An empty page.
     *
     * @param removed ordered by version
     * @param byPriority a list for each priority, the highest first, each ordered by version
     * @param filter what the reader wants
     * @param most changes of the page, ≥ 1, those included that the filter leaves out; more if several have the version of the
     *     last one
     */
    ChangePage(List<Removal> removed, List<List<ConsolidatedPattern>> byPriority, PullFilter filter, int most) {
        this.removed = removed;
        this.byPriority = byPriority;
        this.filter = filter;
        this.most = most;
    }

    /** Goes on from here until the page is full or the way is over; says where it stopped. */
    DeltaCursor fill(DeltaCursor start) {
        DeltaCursor at = start;
        while (!at.done()) {
            long reached = at.phase() == 0
                    ? take(at.from() == 0 ? List.of() : removed, Removal::version, at, r -> removals.add(r.id()))
                    : take(byPriority.get(at.phase() - 1), ConsolidatedPattern::version, at, upsert(at.from() > 0));
            if (reached < at.to()) {
                return at.in(at.phase(), reached);
            }
            at = at.in(at.phase() + 1, at.from());
        }
        return at;
    }

    /** What the reader does not want is a removal, if it may hold a former state of it. */
    private Consumer<ConsolidatedPattern> upsert(boolean mayHoldIt) {
        return pattern -> {
            if (filter.wants(pattern)) {
                upserts.add(pattern);
            } else if (mayHoldIt) {
                removals.add(pattern.id());
            }
        };
    }

    /** Takes the next changes of a phase. Returns the version up to which they were taken; the way's end if none are left. */
    private <T> long take(List<T> ordered, ToLongFunction<T> version, DeltaCursor at, Consumer<T> taker) {
        long reached = at.at();
        for (int next = behind(ordered, version, at.at()); next < ordered.size(); next++) {
            T change = ordered.get(next);
            long its = version.applyAsLong(change);
            if (its > at.to()) {
                break;
            }
            if (changes >= most && its > reached) {
                return reached;
            }
            reached = its;
            taker.accept(change);
            changes++;
        }
        return at.to();
    }

    /** Index of the first element of a greater version. */
    private static <T> int behind(List<T> ordered, ToLongFunction<T> version, long since) {
        int from = 0;
        int to = ordered.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (version.applyAsLong(ordered.get(middle)) <= since) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    List<ConsolidatedPattern> upserts() {
        return upserts;
    }

    List<PatternId> removals() {
        return removals;
    }
}
