package io.exogenesis.omega.learning.trend;

import io.exogenesis.omega.learning.LearningException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Watches each title's share of all that viewers newly watch, O(1) an event. An event says "a viewer who did not count for
 * this title within the window watched it": whoever feeds it sees to that, so a title's events are distinct viewers.
 *
 * <p>Page, "Continuous inspection schemes" (Biometrika 1954): for a change of the rate by the factor ρ the sum of
 * log-likelihood ratios of a Poisson stream, {@code W ← max(0, W − (ρ − 1)·expected) + ln ρ} at each event, where {@code
 * expected} is what the usual rate promised since the last one. ρ is unknown, so several run side by side (Lorden 1971).
 *
 * <p>Not safe for concurrent use. Titles silent for so long that they look like new ones are forgotten when it is written.
 */
public final class TrendDetector {
    /** A slow count below it (half a year of silence after one event) says no more than the prior does. */
    static final double FORGOTTEN = .05;

    private final TrendSettings settings;
    private final Map<Long, Track> tracks = new HashMap<>();
    private long firstDay = Long.MAX_VALUE;
    private long day = Long.MIN_VALUE;
    /** Events of all titles: in all, and decayed to {@link #day}. Time is measured in them, so a busy day is no trend. */
    private double total;

    private double slow;
    private double fast;

    public TrendDetector(TrendSettings settings) {
        this.settings = settings;
    }

    /**
     * Counts an event.
     *
     * @param onDay epoch day; one before the newest counts as the newest, since clocks stumble
     * @param key of the title
     * @return whether this event made it a trend
     */
    public boolean event(long onDay, long key) {
        advance(onDay);
        Track t = tracks.get(key);
        if (t == null) {
            makeRoom();
            t = new Track(settings.factors().size(), day, total);
            tracks.put(key, t);
        }
        t.decayTo(day, settings);
        double usual = usualShare(t);
        if (usual > 0) {
            accumulate(t, (usual + settings.caution() * error(t)) * (total - t.mark));
        }
        count(t);
        return usual > 0 && judge(t, usual);
    }

    private void advance(long onDay) {
        firstDay = Math.min(firstDay, onDay);
        if (day == Long.MIN_VALUE) {
            day = onDay;
        } else if (onDay > day) {
            slow *= Math.exp(-(onDay - day) / settings.slowDays());
            fast *= Math.exp(-(onDay - day) / settings.fastDays());
            day = onDay;
        }
    }

    private void count(Track t) {
        t.mark = total;
        t.slow++;
        t.fast++;
        slow++;
        fast++;
        total++;
    }

    /**
     * Share of all events that is usual for the title; 0 while nothing is known. Slow less fast weighs an event that is a days
     * old by e^(−a/60) − e^(−a/14): nothing today, most after three weeks. So a rise does not hide itself in its own baseline.
     */
    private double usualShare(Track t) {
        double exposure = slow - fast;
        return exposure > 0 ? usualEvents(t) / exposure : 0;
    }

    private double usualEvents(Track t) {
        return Math.max(0, t.slow - t.fast) + settings.prior();
    }

    private double error(Track t) {
        return Math.sqrt(usualEvents(t)) / (slow - fast);
    }

    private void accumulate(Track t, double expected) {
        if (!t.live() && day - t.runStart >= settings.windowDays()) {
            t.restart(day);
        }
        boolean idle = true;
        for (int k = 0; k < t.sums.length; k++) {
            double factor = settings.factors().get(k);
            double kept = Math.max(0, t.sums[k] - (factor - 1) * expected);
            idle &= kept == 0;
            // Bounded, so that a trend of months does not outlive itself.
            t.sums[k] = Math.min(kept + Math.log(factor), 2 * settings.threshold());
        }
        if (idle && !t.live()) {
            t.run = 0;
            t.runStart = day;
        }
        t.run++;
    }

    private boolean judge(Track t, double usual) {
        double ratio = t.fast / fast / usual;
        boolean up = t.evidence() > settings.threshold()
                && t.run >= settings.minViewers()
                && ratio > settings.minRatio()
                && day - firstDay >= settings.learningDays();
        boolean raised = up && !t.live();
        if (raised) {
            t.raise(day);
        } else if (!up && t.live() && ratio < settings.calmRatio()) {
            t.calm();
            t.restart(day);
        }
        return raised;
    }

    /** What is a trend on a day not before the newest event, strongest evidence first. */
    public List<Trending> trending(long today) {
        long at = Math.max(today, day);
        List<Trending> out = new ArrayList<>();
        double fastNow = fast * Math.exp(-(at - day) / settings.fastDays());
        double exposure = slow * Math.exp(-(at - day) / settings.slowDays()) - fastNow;
        tracks.forEach((key, t) -> {
            if (!t.live() || exposure <= 0) {
                return;
            }
            double fastOf = t.fast * Math.exp(-(at - t.day) / settings.fastDays());
            double slowOf = t.slow * Math.exp(-(at - t.day) / settings.slowDays());
            double usual = (Math.max(0, slowOf - fastOf) + settings.prior()) / exposure;
            double factor = fastOf / fastNow / usual;
            if (factor >= settings.calmRatio()) {
                out.add(new Trending(key, t.alarmDay(), t.run, factor, t.evidence()));
            }
        });
        out.sort(Comparator.comparingDouble(Trending::evidence)
                .thenComparingDouble(Trending::factor)
                .reversed()
                .thenComparingLong(Trending::key));
        return List.copyOf(out);
    }

    /** Titles remembered. */
    public int titles() {
        return tracks.size();
    }

    /** The least watched tenth goes, so that the work is spread over many events. */
    private void makeRoom() {
        if (tracks.size() < settings.maxTitles()) {
            return;
        }
        List<Map.Entry<Long, Double>> byCount = new ArrayList<>();
        tracks.forEach((key, t) -> byCount.add(Map.entry(key, slowNow(t))));
        byCount.sort(Map.Entry.<Long, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
        byCount.subList(0, settings.maxTitles() / 10).forEach(e -> tracks.remove(e.getKey()));
    }

    private double slowNow(Track t) {
        return t.slow * Math.exp(-(day - t.day) / settings.slowDays());
    }

    /**
     * Bytes: first and newest day long, total, slow, fast double, number of factors int, titles int; for each its key long, slow
     * and fast double, day long, mark double, a sum a factor double, run int, first day of the run and day of the alarm long.
     */
    void write(DataOutputStream out) throws IOException {
        TreeMap<Long, Track> kept = new TreeMap<>();
        tracks.forEach((key, t) -> {
            if (slowNow(t) >= FORGOTTEN) {
                kept.put(key, t);
            }
        });
        out.writeLong(firstDay);
        out.writeLong(day);
        out.writeDouble(total);
        out.writeDouble(slow);
        out.writeDouble(fast);
        out.writeInt(settings.factors().size());
        out.writeInt(kept.size());
        for (Map.Entry<Long, Track> e : kept.entrySet()) {
            out.writeLong(e.getKey());
            e.getValue().write(out);
        }
    }

    /** Reads what {@link #write} wrote. */
    static TrendDetector read(DataInputStream in, TrendSettings settings) throws IOException {
        TrendDetector d = new TrendDetector(settings);
        d.firstDay = in.readLong();
        d.day = in.readLong();
        d.total = in.readDouble();
        d.slow = in.readDouble();
        d.fast = in.readDouble();
        int factors = in.readInt();
        if (factors != settings.factors().size()) {
            throw new LearningException("trends of " + factors + " factors do not fit "
                    + settings.factors().size());
        }
        for (int left = in.readInt(); left > 0; left--) {
            long key = in.readLong();
            d.tracks.put(key, Track.read(in, factors));
        }
        return d;
    }
}
