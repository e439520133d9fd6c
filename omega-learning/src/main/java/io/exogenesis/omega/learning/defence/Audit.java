package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What became of titles that were shown. It refutes a claim and never supports one: liars sit in the audit too, and a title
 * that a third pushes and confirms looks like one that a third loves.
 *
 * <p>A title is refuted for good when it was shown often enough to judge and even the upper limit of what was watched lies
 * below half of what is usual: {@code p0·N ≥ 3} and {@code C + 1 + 1.64·√(C+1) < ½·p0·N}. (The simpler rule N ≥ 8, ratio
 * below .35 would refute half of the honest titles at N = 8.) Immutable.
 *
 * @param tallies decayed showings N and watches C by title, only titles that enough viewers reported in one epoch
 * @param usual N and C of all titles, without the third of the viewers that watched the most
 * @param refuted titles
 */
record Audit(SortedMap<MediaId, Tally> tallies, Tally usual, SortedSet<MediaId> refuted) {
    /** No title is held against what fewer viewers said in an epoch; below k = 3 it must not even be stored. */
    static final int MIN_REPORTERS = 5;

    private static final double EXPECTED = 3;
    private static final double SHARE = .5;
    private static final double Z = 1.64;
    /** Fewer showings than this are forgotten. */
    private static final double FLOOR = .1;

    static final Audit EMPTY = new Audit(new TreeMap<>(), new Tally(0, 0), new TreeSet<>());

    /** Showings and how many of them were watched. */
    record Tally(double shown, double watched) {
        Tally {
            if (!(watched >= 0 && watched <= shown * (1 + 1e-9)) || !Double.isFinite(shown)) {
                throw new LearningException("no tally: " + watched + " of " + shown);
            }
        }

        Tally plus(Tally o) {
            return new Tally(shown + o.shown, watched + o.watched);
        }

        Tally times(double factor) {
            return new Tally(shown * factor, watched * factor);
        }
    }

    Audit {
        tallies = Collections.unmodifiableSortedMap(tallies);
        refuted = Collections.unmodifiableSortedSet(refuted);
    }

    /**
     * With the reports of an epoch.
     *
     * @param onTrial titles whose claim is young enough to be judged
     * @param anchored the operator's word: never refuted, and cleared if it was; the tally stays
     * @param cleared titles of which this epoch and all before it say nothing
     */
    Audit with(AuditReports reports, Predicate<MediaId> onTrial, Set<MediaId> anchored, Set<MediaId> cleared) {
        SortedMap<MediaId, Tally> sums = new TreeMap<>(tallies);
        reports.byTitle(MIN_REPORTERS).forEach((id, t) -> sums.merge(id, t, Tally::plus));
        sums.keySet().removeAll(cleared);
        Tally base = usual.plus(reports.usual());
        SortedSet<MediaId> out = new TreeSet<>(refuted);
        sums.forEach((id, t) -> {
            if (refutes(t, base) && onTrial.test(id)) {
                out.add(id);
            }
        });
        out.removeAll(anchored);
        out.removeAll(cleared);
        return new Audit(sums, base, out);
    }

    static boolean refutes(Tally title, Tally usual) {
        double expected = expected(title, usual);
        double upper = title.watched + 1 + Z * Math.sqrt(title.watched + 1);
        return expected >= EXPECTED && upper < SHARE * expected;
    }

    /** p0·N: how many of a title's showings would have been watched at the usual rate. */
    private static double expected(Tally title, Tally usual) {
        return usual.shown == 0 ? 0 : usual.watched / usual.shown * title.shown;
    }

    /** What is known of a title; zeros for one without a tally. */
    TitleStanding.AuditCount count(MediaId title) {
        Tally t = tallies.getOrDefault(title, new Tally(0, 0));
        return new TitleStanding.AuditCount(t.shown, t.watched, expected(t, usual));
    }

    /** An epoch later. */
    Audit decayed(double factor) {
        SortedMap<MediaId, Tally> less = new TreeMap<>(tallies);
        less.replaceAll((id, t) -> t.times(factor));
        less.values().removeIf(t -> t.shown < FLOOR);
        return new Audit(less, usual.times(factor), refuted);
    }

    /** Writes: usual (2 doubles), tallies (count int; title, 2 doubles), refuted (count int; titles). */
    void write(DataOutputStream out) throws IOException {
        write(usual, out);
        out.writeInt(tallies.size());
        for (Map.Entry<MediaId, Tally> e : tallies.entrySet()) {
            out.writeUTF(e.getKey().value());
            write(e.getValue(), out);
        }
        out.writeInt(refuted.size());
        for (MediaId id : refuted) {
            out.writeUTF(id.value());
        }
    }

    private static void write(Tally t, DataOutputStream out) throws IOException {
        out.writeDouble(t.shown);
        out.writeDouble(t.watched);
    }

    static Audit read(DataInputStream in) throws IOException {
        Tally usual = new Tally(in.readDouble(), in.readDouble());
        SortedMap<MediaId, Tally> tallies = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            tallies.put(new MediaId(in.readUTF()), new Tally(in.readDouble(), in.readDouble()));
        }
        SortedSet<MediaId> refuted = new TreeSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            refuted.add(new MediaId(in.readUTF()));
        }
        return new Audit(tallies, usual, refuted);
    }

    /** Factors for reading: a refuted title keeps a fiftieth. */
    SortedMap<MediaId, Double> factors(double remains) {
        SortedMap<MediaId, Double> out = new TreeMap<>();
        refuted.forEach(id -> out.put(id, remains));
        return out;
    }
}
