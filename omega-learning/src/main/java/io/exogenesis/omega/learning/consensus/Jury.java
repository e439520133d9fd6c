package io.exogenesis.omega.learning.consensus;

import io.exogenesis.omega.learning.consensus.Trial.Standing;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PatternOutcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Jurors judge patterns on probation by what came of them (LEARNING.md §4, step 4). Nobody can volunteer: at the end of an
 * epoch, so that reporting first gains nothing, places are drawn by lot ({@link Lottery}) among all of the audit cohort who do
 * not support it. A place is the juror's until it has spoken, has turned supporter or was silent for long; only what it
 * reports after the draw counts. Dissent is the jurors' no and nothing else.
 *
 * <p>Too few jurors: probation goes on. A refused pattern is refused for {@code retrial} epochs, then its like may enter again,
 * before another jury. An admitted one that has moved out of the gate around what its jury saw is on probation again.
 *
 * <p>Not safe for concurrent use.
 */
public final class Jury {
    /** Of the viewers who might sit on a jury, as many are counted on: some are silent, some come to like the pattern. */
    private static final double RELIABLE = .9;

    private final Cohort cohort;
    private final long epoch;
    private final Rules rules;
    /** For juries drawn now, by how many may sit on them. */
    private final Map<Integer, JuryPlan> plans = new HashMap<>();

    /**
     * What a jury goes by.
     *
     * @param similarity cosine within which a pattern is still what its jury was asked about
     * @param threshold share of yes one would like to ask for
     * @param tolerance share of liars that is to be withstood
     * @param patience epochs that a silent juror keeps its place
     * @param retrial epochs that a refusal holds
     */
    public record Rules(double similarity, double threshold, double tolerance, int patience, int retrial) {}

    public Jury(Cohort cohort, long epoch, Rules rules) {
        this.cohort = cohort;
        this.epoch = epoch;
        this.rules = rules;
    }

    /**
     * The trial with what was reported in this epoch.
     *
     * @param before as it stood when the epoch began
     * @param now where the pattern lies
     * @param supporters pseudonyms; their word does not count
     */
    public Trial hear(PatternId id, Trial before, Embedding now, Set<String> supporters) {
        if (before.standing() == Standing.REFUSED) {
            return before;
        }
        if (!before.isAbout(now, rules.similarity)) {
            return Trial.begin(epoch);
        }
        if (before.standing() == Standing.ADMITTED || before.plan().isEmpty()) {
            return before;
        }
        JuryPlan plan = before.plan().get();
        SortedMap<String, Seat> seats = new TreeMap<>();
        before.seats().forEach((juror, seat) -> {
            if (!supporters.contains(juror)) {
                seats.put(juror, reported(id, juror, seat, plan));
            }
        });
        JuryCount count = count(seats, plan);
        if (count.admits()) {
            return before.decided(Standing.ADMITTED, epoch, count);
        }
        return count.refuses()
                ? before.decided(Standing.REFUSED, epoch, count)
                : Trial.heard(before.since(), plan, before.subject().orElse(now), seats, count);
    }

    private Seat reported(PatternId id, String juror, Seat seat, JuryPlan plan) {
        Seat after = seat;
        for (PatternOutcome o : cohort.reports(id, juror)) {
            after = after.with(o.shown(), o.converted(), plan);
        }
        return after;
    }

    private static JuryCount count(Map<String, Seat> seats, JuryPlan plan) {
        int[] words = new int[Seat.Word.values().length];
        seats.values().forEach(s -> words[s.word(plan).ordinal()]++);
        return new JuryCount(
                words[Seat.Word.YES.ordinal()],
                words[Seat.Word.NO.ordinal()],
                words[Seat.Word.PENDING.ordinal()],
                plan.needed(),
                plan.jurors());
    }

    /** At the end of an epoch: the trial with its free places filled. The plan stays what it was when the first were drawn. */
    public Trial draw(PatternId id, Trial heard, Embedding now, Set<String> supporters) {
        if (heard.standing() != Standing.PROBATION
                || cohort.isEmpty() && heard.plan().isEmpty()) {
            return heard;
        }
        JuryPlan plan = heard.plan().orElseGet(() -> planNow(supporters));
        SortedMap<String, Seat> seats = new TreeMap<>();
        heard.seats().forEach((juror, seat) -> {
            if (cohort.has(juror)) {
                seats.put(juror, new Seat(seat.shown(), seat.converted(), epoch + rules.patience));
            } else if (seat.until() > epoch || seat.word(plan) != Seat.Word.PENDING) {
                seats.put(juror, seat);
            }
        });
        Set<String> barred = new HashSet<>(supporters);
        barred.addAll(seats.keySet());
        Lottery lottery = cohort.lottery();
        List<String> drawn = lottery.draw(id, barred, lottery.without(barred, cohort), plan.jurors() - seats.size());
        drawn.forEach(juror -> seats.put(juror, new Seat(0, 0, epoch + rules.patience)));
        return Trial.heard(heard.since(), plan, heard.subject().orElse(now), seats, count(seats, plan));
    }

    private JuryPlan planNow(Set<String> supporters) {
        int free = cohort.lottery().without(supporters, cohort);
        // More than the largest jury makes no other plan.
        return plans.computeIfAbsent(Math.min(JuryPlan.MAX_JURORS, (int) (RELIABLE * free)), available -> {
            double rate = cohort.baseRate(rules.tolerance).orElse(Double.NaN);
            return JuryPlan.of(rate, rules.threshold, rules.tolerance, available);
        });
    }

    /** Whether a refusal still holds. */
    public boolean refusalHolds(Trial trial) {
        return epoch < heardAgain(trial);
    }

    /** Epoch from which the like of a refused pattern may enter again. */
    public long heardAgain(Trial trial) {
        return trial.since() + rules.retrial;
    }
}
