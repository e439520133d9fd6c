package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.item.EpochRows;
import io.exogenesis.omega.learning.item.Grant;
import io.exogenesis.omega.learning.item.SparseRow;
import io.exogenesis.omega.model.MediaId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
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
 * lo_j = min(P_j/decline, σ·P_j/decline + n_j)     n_j what newcomers bring of the title, σ mass of all others / ΣP_j, within
 *        [1/(1 + ν), 1]; at most four times what is there
 * </pre>
 *
 * and all gains together at most β + ν of the whole. Viewers who join bring tastes of their own, so masses may move as fast as the
 * population grows; in one that stands still they may not. No statistic tells a title that a third pushes and confirms from one that a
 * third loves; only the speed can be bounded. A true hit waits as long as a push: ln(π/φ)/ln g epochs at a share π where nobody joins, less where somebody does.
 *
 * <p>Of a title that asks for more than {@code hi_j}, what came last is left out ({@link Grant}): those who said it before keep their
 * weight, so a push takes nothing from honest viewers, and liars who copy them wait behind them. What is missing to {@code lo_j} is made up for by
 * all alike.
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
    /**
     * Share of the viewers that makes a title's mass the usual one: its claim is not young any more, so no audit refutes it. A title that is
     * pushed needs 19 epochs from the free share to here where nobody joins, and 4 where the population grows as fast as is believed; a loved
     * one that rises would be buried by what liars report of it.
     */
    private static final double ESTABLISHED = .05;
    /** An epoch with fewer of the usual viewers says nothing about a decline. */
    private static final double FULL_EPOCH = .5;

    private final DefenceSettings settings;
    private final EpochRows rows;
    private final SortedMap<MediaId, TitleTrust> past;
    private final double present;
    private final double free;
    /** u. */
    private final double median;
    /** ν. */
    private final double joined;

    private final SortedMap<MediaId, Double> mass;
    /** n_j. */
    private final SortedMap<MediaId, Double> brought;
    /** σ. */
    private final double staying;
    /** ΣP_j. */
    private final double whole;

    /**
     * @param newcomers places of the rows whose viewers had none before
     * @param usual rows that stood when the last epoch ended
     * @param release k: so many viewers may always bring a title, however few there are in all
     */
    ShareClamp(
            DefenceSettings settings,
            SortedMap<MediaId, TitleTrust> past,
            EpochRows rows,
            BitSet newcomers,
            double usual,
            int release) {
        this.settings = settings;
        this.rows = rows;
        this.past = past;
        this.present = Math.min(1, rows.size() / Math.max(usual, 1));
        this.joined = usual > 0 ? Math.clamp(rows.size() / usual - 1, 0, MOST_GROWTH) : 0;
        this.mass = masses(rows);
        this.brought = masses(rows, newcomers);
        this.whole = past.values().stream().mapToDouble(TitleTrust::granted).sum();
        this.staying = Math.clamp((sum(mass) - sum(brought)) / Math.max(whole, 1e-300), 1 / (1 + joined), 1);
        this.median = medianSquare(rows);
        this.free = Math.max(settings.freeShare(), (double) release / rows.size()) * median;
    }

    /** m_j of each title with a column. */
    static SortedMap<MediaId, Double> masses(EpochRows rows) {
        BitSet all = new BitSet();
        all.set(0, rows.size());
        return masses(rows, all);
    }

    private static SortedMap<MediaId, Double> masses(EpochRows rows, BitSet which) {
        Map<MediaId, Double> sums = new HashMap<>();
        for (int v = which.nextSetBit(0); v >= 0; v = which.nextSetBit(v + 1)) {
            SparseRow row = rows.rows().get(v);
            for (int k = 0; k < row.values().length; k++) {
                double x = row.values()[k];
                sums.merge(row.ids().get(k), x * x / rows.size(), Double::sum);
            }
        }
        return new TreeMap<>(sums);
    }

    private static double sum(SortedMap<MediaId, Double> masses) {
        return masses.values().stream().mapToDouble(m -> m).sum();
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
        double gains = 0;
        for (Map.Entry<MediaId, Double> e : mass.entrySet()) {
            double before = granted(e.getKey());
            double m = e.getValue();
            double top = anchored.contains(e.getKey())
                    ? settings.anchoredGrowth() * withNewcomers(before)
                    : frozen.contains(e.getKey()) ? before : settings.growth() * withNewcomers(before);
            double low = present < FULL_EPOCH ? 0 : low(e.getKey());
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

    /** Those who were there before leave a title slowly; what newcomers do not know is nobody's farewell. */
    private double low(MediaId id) {
        double slow = granted(id) / settings.decline();
        return Math.min(slow, slow * staying + brought.getOrDefault(id, 0.0));
    }

    /** What a title may have before it grows by itself: newcomers who hold it twice as often as those before them are believed. */
    private double withNewcomers(double before) {
        return before + joined * Math.min(before, NEWCOMERS * median);
    }

    /**
     * How much of each title counts whose mass changes. What is missing is made up for by all alike; what is too much is taken from
     * those who came last.
     */
    SortedMap<MediaId, Grant> grants(SortedMap<MediaId, Double> granted) {
        SortedMap<MediaId, Grant> out = new TreeMap<>();
        Set<MediaId> less = new HashSet<>();
        granted.forEach((id, allowed) -> {
            double m = mass.getOrDefault(id, 0.0);
            if (m > 0 && allowed / m - 1 > 1e-9) {
                out.put(id, Grant.even(Math.sqrt(allowed / m)));
            } else if (m > 0 && 1 - allowed / m > 1e-9) {
                less.add(id);
            }
        });
        arrivals(less).forEach((id, masses) -> out.put(id, oldestFirst(masses, granted.getOrDefault(id, 0.0))));
        return out;
    }

    /** Mass of these titles by the epoch since which it has been there. */
    private Map<MediaId, SortedMap<Integer, Double>> arrivals(Set<MediaId> titles) {
        Map<MediaId, SortedMap<Integer, Double>> out = new HashMap<>();
        for (int v = 0; v < rows.size(); v++) {
            SparseRow row = rows.rows().get(v);
            for (int k = 0; k < row.values().length; k++) {
                MediaId id = row.ids().get(k);
                if (titles.contains(id)) {
                    double x = row.values()[k];
                    out.computeIfAbsent(id, t -> new TreeMap<>())
                            .merge(rows.seniority().get(v).since(k), x * x / rows.size(), Double::sum);
                }
            }
        }
        return out;
    }

    private static Grant oldestFirst(SortedMap<Integer, Double> masses, double allowed) {
        double whole = masses.values().stream().mapToDouble(m -> m).sum();
        double left = allowed;
        for (var arrival : masses.entrySet()) {
            if (left < arrival.getValue()) {
                return new Grant(1, arrival.getKey(), Math.sqrt(left / arrival.getValue()), allowed / whole);
            }
            left -= arrival.getValue();
        }
        return Grant.even(1);
    }

    /** The history after this epoch. A short epoch moves it by as much less; nothing falls faster than by the decline. */
    SortedMap<MediaId, TitleTrust> after(SortedMap<MediaId, Double> granted) {
        SortedMap<MediaId, TitleTrust> out = new TreeMap<>();
        past.forEach((id, t) -> t.moved(granted.getOrDefault(id, 0.0), low(id), present)
                .ifPresent(moved -> out.put(id, moved.granted() < ESTABLISHED * median ? moved : moved.settle())));
        granted.forEach((id, m) -> {
            if (!past.containsKey(id)) {
                out.put(id, TitleTrust.newcomer(present * m));
            }
        });
        return out;
    }
}
