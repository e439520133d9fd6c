package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.aggregate.AggregationSchedule;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long viewers are asked to stay away: load is shed by asking before anybody is refused. While the Core is busy the pause that the
 * schedule names is stretched, smoothly and up to {@value #MOST} times; it comes back slowly, and only when the load has fallen clearly
 * below what the stretch answers. {@link #after} is the whole rule, and pure.
 */
@Singleton
public class SyncPace {
    /** With what varies, the longest pause stays below {@link #LONGEST}. */
    static final double MOST = 4;

    /** Of the usual minute: viewers that come less often than each five minutes count as inactive. */
    private static final double LONGEST = 5;

    /** Below half of what the Core bears nobody is asked to wait: an answer takes no longer there than on an idle Core. */
    static final double FROM = .5;

    /** Here all of the stretch is asked for: before the limit, where refusals begin. */
    static final double FULL = .95;

    /** The load may rise again by so much when the stretch has come back a little: without it, the two would follow each other. */
    static final double BAND = .1;

    /** Time constant of the way up: a storm builds up within a minute, since viewers come once a minute. */
    static final double RISE_SECONDS = 10;

    /** Of the way back: longer than the longest pause, so that what viewers do of the last step is seen before the next. */
    static final double FALL_SECONDS = 600;

    /** Share by which the added part varies: viewers that were asked together do not come again together. */
    private static final double JITTER = .25;

    private final AggregationSchedule schedule;
    private final RandomGenerator random;
    private volatile double stretch = 1;

    @Inject
    public SyncPace(AggregationSchedule schedule, RandomGenerator random) {
        this.schedule = schedule;
        this.random = random;
    }

    /**
     * The stretch after some time under a load.
     *
     * @param stretch before, 1 to {@value #MOST}
     * @param load 0: idle; 1: at the limit beyond which viewers are refused; may be more
     * @return 1 to {@value #MOST}; the greater the load, the greater
     */
    static double after(double stretch, double load, double seconds) {
        double up = asked(load);
        if (up > stretch) {
            return toward(stretch, up, seconds / RISE_SECONDS);
        }
        double back = asked(load + BAND);
        return back < stretch ? toward(stretch, back, seconds / FALL_SECONDS) : stretch;
    }

    /** What a load asks for in the long run: 1 up to {@link #FROM}, then evenly by factors. */
    private static double asked(double load) {
        return Math.pow(MOST, Math.clamp((load - FROM) / (FULL - FROM), 0, 1));
    }

    private static double toward(double from, double to, double times) {
        return from * Math.pow(to / from, -Math.expm1(-times));
    }

    /**
     * For the sensors: how busy the Core was for a second.
     *
     * @param load as in {@link #after}; one that is not known changes nothing
     */
    public void tick(double load) {
        if (!Double.isNaN(load)) {
            stretch = after(stretch, load, 1);
        }
    }

    /** The pause that is recommended on average. */
    public Duration mean() {
        return stretched(stretch);
    }

    /** The pause for one viewer: on average {@link #mean}. */
    Duration next() {
        double added = stretch - 1;
        return added == 0 ? schedule.nextSync() : stretched(1 + added * (1 + JITTER * (2 * random.nextDouble() - 1)));
    }

    /** The schedule may name a long pause by itself; it is not stretched beyond the longest. */
    private Duration stretched(double by) {
        long planned = schedule.nextSync().toMillis();
        double longest = Math.max(planned, LONGEST * schedule.usualNextSync().toMillis());
        return Duration.ofMillis(Math.round(Math.min(longest, planned * by)));
    }
}
