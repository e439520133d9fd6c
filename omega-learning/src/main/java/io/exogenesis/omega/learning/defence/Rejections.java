package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.LearningException;
import java.time.Duration;
import java.time.Instant;

/**
 * How much one viewer has turned one title down: a mass that halves every {@link #HALF_LIFE}. Immutable; what {@link LocalVeto}
 * decides by.
 *
 * @param mass as of {@code at}, ≥ 0; 1 is one title skipped or rated low just now
 * @param at when it was last added to
 */
public record Rejections(double mass, Instant at) {
    /** Nothing was turned down. */
    public static final Rejections NONE = new Rejections(0, Instant.EPOCH);

    /**
     * Tastes and moods change within weeks, a catalogue is renewed by the month: what was skipped twice on one evening is offered
     * again after twelve days, three times after thirty, and each doubling of the refusals adds thirty more. A title that is
     * always refused still costs its viewer one place in three weeks, one that is always passed over at the top one in nine days.
     */
    public static final Duration HALF_LIFE = Duration.ofDays(30);

    /** Mass of a title that stood first and was left there. Three times: seen and not wanted; once it was perhaps not even read. */
    public static final double PASSED_OVER = 1. / 3;

    public Rejections {
        if (!(mass >= 0 && mass < Double.POSITIVE_INFINITY)) {
            throw new LearningException("a mass of rejections is finite and not negative: " + mass);
        }
    }

    /**
     * The mass that is left at a time. A rejection from the future was made by a clock that was wrong: it counts as made now, whole;
     * {@link #notAfter} dates it anew, so that it fades from then on.
     */
    public double massAt(Instant now) {
        double age = Math.max(0, Duration.between(at, now).toMillis());
        return mass * Math.pow(.5, age / HALF_LIFE.toMillis());
    }

    /** The same, taken as made now if a clock that was wrong has dated it later. */
    public Rejections notAfter(Instant now) {
        return at.isAfter(now) ? new Rejections(mass, now) : this;
    }

    /** The title was skipped or rated low. */
    public Rejections turnedDown(Instant now) {
        return plus(1, now);
    }

    /**
     * The title stood in a list and something else, or nothing, was watched.
     *
     * @param place of the title, from 1 on
     */
    public Rejections passedOver(int place, Instant now) {
        return plus(PASSED_OVER * seen(place), now);
    }

    /**
     * How surely the title at a place was looked at: the discount of DCG (Järvelin and Kekäläinen, 2002), which falls as slowly as
     * measured positions do. 1 at place 1, .39 at 5, .29 at 10, .17 at 60.
     *
     * @param place from 1 on
     */
    public static double seen(int place) {
        if (place < 1) {
            throw new LearningException("places count from 1: " + place);
        }
        return Math.log(2) / Math.log(place + 1.0);
    }

    /**
     * The title was skipped or rated low at a time before {@link #at}, and is told of only now.
     *
     * @param then not after {@link #at}
     */
    public Rejections turnedDownBefore(Instant then) {
        return new Rejections(mass + new Rejections(1, then).massAt(at), at);
    }

    private Rejections plus(double more, Instant now) {
        return new Rejections(massAt(now) + more, now);
    }
}
