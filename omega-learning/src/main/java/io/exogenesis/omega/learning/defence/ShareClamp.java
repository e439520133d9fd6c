package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.item.EpochRows;
import io.exogenesis.omega.learning.item.SparseRow;
import io.exogenesis.omega.model.MediaId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Bounds what an epoch may change in a title's mass {@code m_j = Σ_v X_vj² / rows}:
 *
 * <pre>
 * ν    = rows / rows of the epoch before − 1, within [0, {@value #MOST_GROWTH}]: growth of the population
 * hi_j = max(g·(P_j + ν·min(P_j, ω·u)), φ·u)    P_j mass that earlier epochs were granted, u the median X_vj², ω = {@value
 *        #NEWCOMERS}; P_j when frozen
 * lo_j = P_j / decline      at most four times what is there
 * c_j  = sqrt(granted/m_j)  amplitude of the title's column in this epoch
 * </pre>
 *
 * and all gains together at most β + ν of the whole. Viewers who join bring tastes of their own, so masses may move as fast as the
 * population grows; in one that stands still they may not. No statistic tells a title that a third pushes and confirms from one that a
 * third loves; only the speed can be bounded. A true hit waits as long as a push: ln(π/φ)/ln g epochs at a share π where nobody joins, less where somebody does.
 */
final class ShareClamp {
    /** A missing title cannot be made up for: at most twice its amplitude. */
    private static final double MAX_RAISE = 4;
    /** Of a population that grows faster, the newcomers of this much are believed at once. */
    private static final double MOST_GROWTH = .2;
    /**
     * Share of the viewers up to which a title's mass grows with the population. What rises is small; a title that many know already
     * needs no newcomers, and would serve to push others out of the lists.
     */
    private static final double NEWCOMERS = .05;
    /** An epoch with fewer of the usual viewers says nothing about a decline. */
    private static final double FULL_EPOCH = .5;

    private final DefenceSettings settings;
    private final SortedMap<MediaId, TitleTrust> past;
    private final double present;
    private final double free;
    /** u. */
    private final double median;
    /** ν. */
    private final double joined;

    private final SortedMap<MediaId, Double> mass;

    /**
     * @param usual rows that stood when the last epoch ended
     * @param release k: so many viewers may always bring a title, however few there are in all
     */
    ShareClamp(
            DefenceSettings settings, SortedMap<MediaId, TitleTrust> past, EpochRows rows, double usual, int release) {
        this.settings = settings;
        this.past = past;
        this.present = Math.min(1, rows.size() / Math.max(usual, 1));
        this.joined = usual > 0 ? Math.clamp(rows.size() / usual - 1, 0, MOST_GROWTH) : 0;
        this.mass = masses(rows);
        this.median = medianSquare(rows);
        this.free = Math.max(settings.freeShare(), (double) release / rows.size()) * median;
    }

    /** m_j of each title with a column. */
    static SortedMap<MediaId, Double> masses(EpochRows rows) {
        Map<MediaId, Double> sums = new HashMap<>();
        for (SparseRow row : rows.rows()) {
            for (int k = 0; k < row.values().length; k++) {
                double x = row.values()[k];
                sums.merge(row.ids().get(k), x * x / rows.size(), Double::sum);
            }
        }
        return new TreeMap<>(sums);
    }

    private static double medianSquare(EpochRows rows) {
        double[] squares = rows.rows().stream()
                .flatMapToDouble(r -> java.util.stream.IntStream.range(0, r.values().length)
                        .mapToDouble(k -> (double) r.values()[k] * r.values()[k]))
                .sorted()
                .toArray();
        return squares.length == 0 ? 0 : squares[squares.length / 2];
    }

    /** Titles that bring more than they had: only they need to be looked at. */
    List<MediaId> growing() {
        List<MediaId> out = new ArrayList<>();
        mass.forEach((id, m) -> {
            if (m > granted(id)) {
                out.add(id);
            }
        });
        return out;
    }

    private double granted(MediaId id) {
        TitleTrust trust = past.get(id);
        return trust == null ? 0 : trust.granted();
    }

    /** Granted mass of each title that is there. */
    SortedMap<MediaId, Double> granted(Set<MediaId> frozen, Set<MediaId> anchored) {
        SortedMap<MediaId, Double> out = new TreeMap<>();
        double whole = past.values().stream().mapToDouble(TitleTrust::granted).sum();
        double gains = 0;
        for (Map.Entry<MediaId, Double> e : mass.entrySet()) {
            double before = granted(e.getKey());
            double m = e.getValue();
            double top = anchored.contains(e.getKey())
                    ? settings.anchoredGrowth() * withNewcomers(before)
                    : frozen.contains(e.getKey()) ? before : settings.growth() * withNewcomers(before);
            double low = present < FULL_EPOCH ? 0 : before / settings.decline();
            double allowed = m < low ? Math.min(MAX_RAISE * m, low) : Math.min(m, Math.max(top, free));
            out.put(e.getKey(), allowed);
            gains += anchored.contains(e.getKey()) ? 0 : Math.max(0, allowed - before);
        }
        double scale = Math.min(1, (settings.newMass() + joined) * whole / Math.max(gains, 1e-300));
        out.replaceAll((id, allowed) -> anchored.contains(id) || allowed <= granted(id)
                ? allowed
                : granted(id) + (allowed - granted(id)) * scale);
        return out;
    }

    /** What a title may have before it grows by itself: newcomers who hold it twice as often as those before them are believed. */
    private double withNewcomers(double before) {
        return before + joined * Math.min(before, NEWCOMERS * median);
    }

    /** c_j of each title whose amplitude changes. */
    SortedMap<MediaId, Double> factors(SortedMap<MediaId, Double> granted) {
        SortedMap<MediaId, Double> out = new TreeMap<>();
        granted.forEach((id, allowed) -> {
            double m = mass.getOrDefault(id, 0.0);
            if (m > 0 && Math.abs(allowed / m - 1) > 1e-9) {
                out.put(id, Math.sqrt(allowed / m));
            }
        });
        return out;
    }

    /** The history after this epoch. A short epoch moves it by as much less; nothing falls faster than by the decline. */
    SortedMap<MediaId, TitleTrust> after(SortedMap<MediaId, Double> granted) {
        SortedMap<MediaId, TitleTrust> out = new TreeMap<>();
        past.forEach((id, t) -> t.moved(granted.getOrDefault(id, 0.0), present, settings.decline())
                .ifPresent(moved -> out.put(id, moved)));
        granted.forEach((id, m) -> {
            if (!past.containsKey(id)) {
                out.put(id, TitleTrust.newcomer(present * m));
            }
        });
        return out;
    }
}
