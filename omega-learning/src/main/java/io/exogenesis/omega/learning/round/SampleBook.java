package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.cluster.Lots;
import io.exogenesis.omega.learning.item.Seniority;
import io.exogenesis.omega.learning.round.Decision.Outcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The samples that take part in the epoch: the newest of each viewer, judged by the catalogue, and how many came to which end. Those
 * of earlier epochs that stand take part without being decided again.
 */
final class SampleBook {
    private final Map<ViewerId, Own> byViewer = new HashMap<>();
    private final Map<MediaId, Integer> viewersOf = new HashMap<>();
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    /** Samples to judge: new ones, or all under another catalogue. */
    private final Set<Sample> unjudged = new LinkedHashSet<>();

    private final Set<Sample> undecided = new LinkedHashSet<>();
    private List<Sample> decided = new ArrayList<>();
    private List<Decision> decisions = new ArrayList<>();
    private @Nullable ContentSpace content;
    private int admitted;
    private final long epoch;

    /** @param epoch number of the running epoch */
    SampleBook(long epoch) {
        this.epoch = epoch;
    }

    private static final class Own {
        final Map<Long, Sample> bySeq = HashMap.newHashMap(1);
        /** Numbers of replaced samples whose end is committed: the samples themselves are let go. */
        Set<Long> gone = Set.of();

        @Nullable
        Sample newest;

        /** Number and titles of the sample that stood when the epoch began, also when a newer one has its place. */
        @Nullable
        Stood stood;

        Seniority seniority(Sample s, long epoch) {
            if (stood == null) {
                return Seniority.of(s.row.sample(), epoch);
            }
            return stood.seq == s.row.seq() ? stood.seniority : stood.seniority.passedOn(s.row.sample(), epoch);
        }
    }

    private record Stood(long seq, Seniority seniority) {}

    private static final class Sample {
        final SampleRow row;
        /** The epoch that received it. */
        final long since;
        /** Received, and decided, in an earlier epoch. */
        final boolean standing;
        /** What takes part: titles of the catalogue; null if nothing does. */
        @Nullable
        SampleRow counted;

        long print;
        Outcome verdict = Outcome.WAITING;
        String reason = "";

        @Nullable
        Outcome outcome;

        Sample(SampleRow row, long since, boolean standing) {
            this.row = row;
            this.since = since;
            this.standing = standing;
        }
    }

    /** Takes a sample; returns whether it is its viewer's newest. */
    boolean take(SampleRow row) {
        Own own = byViewer.computeIfAbsent(row.viewer(), v -> new Own());
        Sample taken = new Sample(row, epoch, false);
        Sample same = own.bySeq.get(row.seq());
        if (own.gone.contains(row.seq()) || same != null && !same.standing) {
            return false;
        }
        own.bySeq.put(row.seq(), taken);
        undecided.add(taken);
        if (own.newest != null && own.newest.row.seq() > row.seq()) {
            replaced(own, taken);
            return false;
        }
        if (own.newest != null) {
            replaced(own, own.newest);
        }
        own.newest = taken;
        unjudged.add(taken);
        return true;
    }

    /** Takes a sample of an earlier epoch; returns whether it is its viewer's newest. */
    boolean stand(StandingSample standing) {
        SampleRow row = standing.row();
        Own own = byViewer.computeIfAbsent(row.viewer(), v -> new Own());
        if (standing.since() < epoch && (own.stood == null || own.stood.seq < row.seq())) {
            own.stood = new Stood(row.seq(), standing.seniority());
        }
        if (own.newest != null && own.newest.row.seq() >= row.seq()) {
            return false;
        }
        if (own.newest != null) {
            replaced(own, own.newest);
        }
        Sample taken = new Sample(row, standing.since(), true);
        own.bySeq.put(row.seq(), taken);
        own.newest = taken;
        unjudged.add(taken);
        return true;
    }

    private void replaced(Own own, Sample s) {
        count(s, null);
        unjudged.remove(s);
        if (s.standing) {
            own.bySeq.remove(s.row.seq(), s);
            return;
        }
        s.verdict = Outcome.EXPIRED;
        s.reason = "a newer sample of this viewer took its place";
        undecided.add(s);
    }

    /** Forgets what this viewer sent up to this number; returns whether its newest is among it. */
    boolean withdraw(ViewerId viewer, long throughSeq) {
        Own own = byViewer.get(viewer);
        if (own == null) {
            return false;
        }
        own.bySeq.values().stream().filter(s -> s.row.seq() <= throughSeq).forEach(s -> {
            count(s, null);
            unjudged.remove(s);
            undecided.remove(s);
            if (s.outcome != null) {
                counts.merge(s.outcome, -1, Integer::sum);
            }
        });
        own.bySeq.keySet().removeIf(seq -> seq <= throughSeq);
        int before = own.gone.size();
        if (before > 0) {
            own.gone.removeIf(seq -> seq <= throughSeq);
        }
        counts.merge(Outcome.EXPIRED, own.gone.size() - before, Integer::sum);
        if (own.stood != null && own.stood.seq <= throughSeq) {
            own.stood = null;
        }
        boolean newest = own.newest != null && own.newest.row.seq() <= throughSeq;
        if (own.bySeq.isEmpty() && own.gone.isEmpty()) {
            byViewer.remove(viewer);
        } else if (newest) {
            own.newest = null;
        }
        return newest;
    }

    /** A round begins under this catalogue. */
    void begin(ContentSpace catalogue) {
        if (catalogue != content) {
            content = catalogue;
            byViewer.values().forEach(own -> {
                if (own.newest != null) {
                    unjudged.add(own.newest);
                }
            });
        }
        for (Sample s : unjudged) {
            judge(s, catalogue);
            if (!s.standing) {
                undecided.add(s);
            }
        }
        unjudged.clear();
        decided = new ArrayList<>();
        decisions = new ArrayList<>();
        for (Sample s : undecided) {
            if (s.outcome != s.verdict) {
                list(s, s.verdict, s.reason);
            }
        }
    }

    private void list(Sample s, Outcome outcome, String reason) {
        decided.add(s);
        decisions.add(new Decision(s.row.viewer(), s.row.seq(), outcome, Optional.empty(), reason));
    }

    private void judge(Sample s, ContentSpace catalogue) {
        List<SampledItem> known = s.row.sample().items().stream()
                .filter(i -> catalogue.indexOf(i.item()) >= 0)
                .toList();
        if (!(s.row.reputation() > 0)) {
            s.verdict = Outcome.REFUSED;
            s.reason = "the viewer has lost its reputation";
        } else if (catalogue.size() == 0) {
            s.verdict = Outcome.WAITING;
            s.reason = "there is no catalogue yet";
        } else if (known.isEmpty()) {
            s.verdict = Outcome.REFUSED;
            s.reason = "no title of it is in the catalogue";
        } else {
            s.verdict = Outcome.ADMITTED;
            s.reason = "takes part in the item model with " + known.size() + " titles";
            TasteSample sample =
                    known.size() == s.row.sample().items().size() ? s.row.sample() : new TasteSample(known);
            count(
                    s,
                    new SampleRow(
                            s.row.viewer(), s.row.pseudonym(), s.row.seq(), sample, Math.min(s.row.reputation(), 1)));
            return;
        }
        count(s, null);
    }

    /** Takes part as this, or no longer. */
    private void count(Sample s, @Nullable SampleRow as) {
        if (s.counted != null) {
            s.counted
                    .sample()
                    .items()
                    .forEach(i -> viewersOf.computeIfPresent(i.item(), (t, n) -> n > 1 ? n - 1 : null));
            admitted--;
        }
        s.counted = as;
        if (as != null) {
            as.sample().items().forEach(i -> viewersOf.merge(i.item(), 1, Integer::sum));
            admitted++;
            s.print = print(as);
        }
    }

    /** By content, the same in every JVM; never negative. */
    private static long print(SampleRow r) {
        long print = Lots.mixed(Lots.wide(r.pseudonym()) + r.seq());
        for (SampledItem i : r.sample().items()) {
            print = Lots.mixed(print * 31
                    + Lots.wide(i.item().value())
                    + Double.doubleToLongBits(i.liking().weight()));
        }
        return print >>> 1;
    }

    /** Samples in memory. */
    int held() {
        return byViewer.values().stream().mapToInt(own -> own.bySeq.size()).sum();
    }

    /** Samples that take part, with their titles of the catalogue, by viewer. */
    List<StandingSample> rows() {
        List<StandingSample> out = new ArrayList<>(admitted);
        byViewer.values().forEach(own -> {
            if (own.newest != null && own.newest.counted != null) {
                out.add(new StandingSample(
                        own.newest.counted, own.newest.since, counted(own, own.newest, own.newest.counted)));
            }
        });
        out.sort(Comparator.comparing(s -> s.row().viewer()));
        return out;
    }

    /** Of the titles that take part. */
    private Seniority counted(Own own, Sample newest, SampleRow counted) {
        Seniority whole = own.seniority(newest, epoch);
        if (whole.size() == counted.sample().items().size()) {
            return whole;
        }
        Set<MediaId> known = new HashSet<>();
        counted.sample().items().forEach(i -> known.add(i.item()));
        return whole.only(known::contains);
    }

    /** Samples that take part and that the next epoch finds again: those received since {@code oldest}, whole, by viewer. */
    List<StandingSample> standing(long oldest) {
        List<StandingSample> out = new ArrayList<>(admitted);
        byViewer.values().forEach(own -> {
            if (own.newest != null && own.newest.counted != null && own.newest.since >= oldest) {
                out.add(new StandingSample(own.newest.row, own.newest.since, own.seniority(own.newest, epoch)));
            }
        });
        out.sort(Comparator.comparing(s -> s.row().viewer()));
        return out;
    }

    int admitted() {
        return admitted;
    }

    /** Fingerprints of the samples that take part, in no order. */
    long[] prints() {
        long[] out = new long[admitted];
        int n = 0;
        for (Own own : byViewer.values()) {
            if (own.newest != null && own.newest.counted != null) {
                out[n++] = own.newest.print;
            }
        }
        return out;
    }

    /** Titles with at least so many viewers, and these. */
    int released(Set<MediaId> before, int support) {
        Set<MediaId> out = new HashSet<>(before);
        viewersOf.forEach((t, n) -> {
            if (n >= support) {
                out.add(t);
            }
        });
        return out.size();
    }

    Set<ViewerId> viewers() {
        return byViewer.keySet();
    }

    /** The epoch ends: what waits for a catalogue expires. */
    void expire() {
        for (int i = 0; i < decisions.size(); i++) {
            Decision d = decisions.get(i);
            if (d.outcome() == Outcome.WAITING) {
                decisions.set(i, expired(d));
            }
        }
        Set<Sample> already = new HashSet<>(decided);
        byViewer.values()
                .forEach(own -> own.bySeq.values().forEach(s -> {
                    if (s.outcome == Outcome.WAITING && !already.contains(s)) {
                        list(s, Outcome.EXPIRED, "the epoch ended while it waited: " + s.reason);
                    }
                }));
    }

    private static Decision expired(Decision d) {
        return new Decision(
                d.viewer(), d.seq(), Outcome.EXPIRED, d.pattern(), "the epoch ended while it waited: " + d.reason());
    }

    List<Decision> decisions() {
        return decisions;
    }

    /** How many came to this end, with this round's decisions. */
    int count(Outcome outcome) {
        int n = counts.getOrDefault(outcome, 0);
        for (int i = 0; i < decided.size(); i++) {
            n += decisions.get(i).outcome() == outcome ? 1 : 0;
            n -= decided.get(i).outcome == outcome ? 1 : 0;
        }
        return n;
    }

    void commit() {
        for (Outcome o : Outcome.values()) {
            counts.put(o, count(o));
        }
        for (int i = 0; i < decided.size(); i++) {
            decided.get(i).outcome = decisions.get(i).outcome();
        }
        undecided.forEach(this::letGo);
        undecided.clear();
        decided = new ArrayList<>();
        decisions = new ArrayList<>();
    }

    /** Of a replaced sample nothing is needed any more but its number. */
    private void letGo(Sample s) {
        Own own = byViewer.get(s.row.viewer());
        if (own != null && own.newest != s && s.outcome == Outcome.EXPIRED) {
            own.bySeq.remove(s.row.seq());
            own.gone = own.gone.isEmpty() ? new HashSet<>() : own.gone; // most viewers never replace anything
            own.gone.add(s.row.seq());
        }
    }
}
