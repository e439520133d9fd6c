package io.exogenesis.omega.core.bank;

import io.exogenesis.omega.core.port.BankStore.Removal;
import io.exogenesis.omega.model.ConsolidatedPattern;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The next changes behind a version. It looks at those that it holds and, to find where they begin, at as many others as the
 * number of changes has digits: every sync asks for one.
 *
 * @param upserts ordered by version, as the removals are
 * @param upTo version of the last change; the one that was asked from if there is none
 * @param more whether changes are left
 */
record ChangePage(List<ConsolidatedPattern> upserts, List<Removal> removals, long upTo, boolean more) {

    /**
     * Cuts a page out of all changes.
     *
     * @param patterns ordered by version
     * @param removals ordered by version
     * @param since changes of this version and before are left out
     * @param most changes of the page, ≥ 1; more if several have the version of the last one
     */
    static ChangePage of(List<ConsolidatedPattern> patterns, List<Removal> removals, long since, int most) {
        int firstUpsert = behind(patterns, ConsolidatedPattern::version, since);
        int firstRemoval = behind(removals, Removal::version, since);
        int u = firstUpsert;
        int r = firstRemoval;
        long upTo = since;
        while (u < patterns.size() || r < removals.size()) {
            long upsert = u < patterns.size() ? patterns.get(u).version() : Long.MAX_VALUE;
            long removal = r < removals.size() ? removals.get(r).version() : Long.MAX_VALUE;
            long next = Math.min(upsert, removal);
            if (u - firstUpsert + r - firstRemoval >= most && next > upTo) {
                return new ChangePage(patterns.subList(firstUpsert, u), removals.subList(firstRemoval, r), upTo, true);
            }
            upTo = next;
            u += upsert == next ? 1 : 0;
            r += upsert == next ? 0 : 1;
        }
        return new ChangePage(patterns.subList(firstUpsert, u), removals.subList(firstRemoval, r), upTo, false);
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
}
