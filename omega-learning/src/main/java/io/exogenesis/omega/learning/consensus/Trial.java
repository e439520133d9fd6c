package io.exogenesis.omega.learning.consensus;

import io.exogenesis.omega.model.Embedding;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a pattern has come with its jury, small enough to be kept for every pattern of the bank: places for the jurors while
 * it is heard, only their count afterwards. No viewer's id is in it.
 *
 * @param standing of the pattern
 * @param since epoch in which it came to this standing
 * @param plan set once a jury was drawn
 * @param subject where the pattern lay when its jury was drawn: one that has moved away is tried again
 * @param seats keyed pseudonym of a juror → its place; empty unless it is being heard
 * @param count what they have said
 */
public record Trial(
        Standing standing,
        long since,
        Optional<JuryPlan> plan,
        Optional<Embedding> subject,
        SortedMap<String, Seat> seats,
        JuryCount count) {

    /** What a pattern is in the eyes of the Core. */
    public enum Standing {
        /** In the bank, shown rarely, until a jury has decided. */
        PROBATION,
        /** Confirmed by a jury. */
        ADMITTED,
        /** Rejected by a jury: not in the bank. */
        REFUSED
    }

    public Trial {
        seats = Collections.unmodifiableSortedMap(new TreeMap<>(seats));
    }

    /** On probation without a jury. */
    public static Trial begin(long epoch) {
        return new Trial(
                Standing.PROBATION, epoch, Optional.empty(), Optional.empty(), new TreeMap<>(), JuryCount.NONE);
    }

    /** Refused by the operator, without a jury. */
    public static Trial removed(long epoch) {
        return new Trial(Standing.REFUSED, epoch, Optional.empty(), Optional.empty(), new TreeMap<>(), JuryCount.NONE);
    }

    /** Whether the operator refused it: a jury that refuses has a plan. */
    public boolean isRemoved() {
        return standing == Standing.REFUSED && plan.isEmpty();
    }

    /** On probation with these jurors. */
    static Trial heard(long since, JuryPlan plan, Embedding subject, SortedMap<String, Seat> seats, JuryCount count) {
        return new Trial(Standing.PROBATION, since, Optional.of(plan), Optional.of(subject), seats, count);
    }

    /** The jury has spoken; its places are forgotten. */
    Trial decided(Standing verdict, long epoch, JuryCount last) {
        return new Trial(verdict, epoch, plan, subject, new TreeMap<>(), last);
    }

    /** Whether a pattern that lies here now is what the jury was asked about. */
    boolean isAbout(Embedding now, double similarity) {
        return subject.map(s -> s.equals(now) || s.cosine(now) >= similarity).orElse(true);
    }

    /** The same without places. */
    public Trial withoutSeats() {
        return seats.isEmpty() ? this : new Trial(standing, since, plan, subject, new TreeMap<>(), count);
    }
}
