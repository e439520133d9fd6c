package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.defence.Audit.Tally;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the audit cohort says in one epoch, bounded by viewer: at most {@link #MAX_SHOWINGS} showings of a title, weighted by
 * reputation but nobody above the median viewer. So one liar counts like one honest viewer.
 */
final class AuditReports {
    /** With the local veto an agent shows a title at most so often; more is a lie or a retry. */
    static final int MAX_SHOWINGS = 3;
    /** Viewers before the usual rate is measured, so that dropping a third of them leaves some. */
    private static final int MIN_COHORT = 9;

    private final SortedMap<String, Viewer> viewers = new TreeMap<>();

    private static final class Viewer {
        double weight;
        final SortedMap<MediaId, int[]> counts = new TreeMap<>();

        Tally tally(MediaId title) {
            int[] c = counts.getOrDefault(title, new int[2]);
            int shown = Math.min(c[0], MAX_SHOWINGS);
            return new Tally(shown, Math.min(c[1], shown)).times(weight);
        }

        Tally total() {
            return counts.keySet().stream().map(this::tally).reduce(new Tally(0, 0), Tally::plus);
        }
    }

    AuditReports(List<AuditReport> reports) {
        for (AuditReport r : reports) {
            if (r.reputation() > 0) {
                Viewer v = viewers.computeIfAbsent(r.pseudonym(), x -> new Viewer());
                v.weight = Math.max(v.weight, r.reputation());
                for (ItemOutcome o : r.titles()) {
                    int[] c = v.counts.computeIfAbsent(o.item(), x -> new int[2]);
                    c[0] += o.shown();
                    c[1] += o.watched();
                }
            }
        }
        viewers.values().removeIf(v -> v.counts.isEmpty());
        double[] weights =
                viewers.values().stream().mapToDouble(v -> v.weight).sorted().toArray();
        double median = weights.length == 0 ? 1 : weights[weights.length / 2];
        viewers.values().forEach(v -> v.weight = Math.min(1, v.weight / median));
    }

    /** Tallies of the titles that at least so many viewers reported. */
    SortedMap<MediaId, Tally> byTitle(int minReporters) {
        SortedMap<MediaId, Tally> sums = new TreeMap<>();
        Map<MediaId, Integer> reporters = new HashMap<>();
        viewers.values()
                .forEach(v -> v.counts.keySet().forEach(id -> {
                    sums.merge(id, v.tally(id), Tally::plus);
                    reporters.merge(id, 1, Integer::sum);
                }));
        sums.keySet().removeIf(id -> reporters.getOrDefault(id, 0) < minReporters);
        return sums;
    }

    /**
     * Showings and watches of all titles without the third of the viewers with the highest rates: liars that claim to have
     * watched everything cannot raise what is expected of others. The estimate is low rather than high.
     */
    Tally usual() {
        if (viewers.size() < MIN_COHORT) {
            return new Tally(0, 0);
        }
        List<Tally> totals = new ArrayList<>(viewers.values().stream()
                .map(Viewer::total)
                .sorted(Comparator.comparingDouble((Tally t) -> t.watched() / t.shown())
                        .thenComparingDouble(Tally::shown))
                .toList());
        return totals.subList(0, totals.size() - totals.size() / 3).stream().reduce(new Tally(0, 0), Tally::plus);
    }
}
