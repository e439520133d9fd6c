package io.exogenesis.omega.ops.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a Core that ended is started again: at once after the first end, then after pauses that double, and not at all after many
 * starts in a row that never became ready. One thread uses it.
 *
 * <p>Two kinds of ends are told apart. A Core that was ready and fell (no memory, a kill) is started again for ever, since what
 * ended it came from outside and may pass. A Core that never becomes ready stands before something that another start does not
 * change (a wrong setting, a taken port): after {@value #MOST_FAILED_STARTS} of these somebody has to look at it.
 */
final class RestartPolicy {
    /** A single mishap costs the viewers no more than the start itself. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** A start costs some 15 s of one core: repeated for ever it then takes less than 5 % of it. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    /** Ready for twice the longest pause: what ends the Core after this is a new mishap, not the old one. */
    static final Duration HEALTHY = Duration.ofMinutes(10);
    /** Their pauses add up to 8.5 minutes: longer than a reboot or a port that another program is about to give back. */
    static final int MOST_FAILED_STARTS = 10;

    private final InstantSource clock;
    private @Nullable Instant readySince;
    private int ends;
    private int failedStarts;

    RestartPolicy(InstantSource clock) {
        this.clock = clock;
    }

    /** The Core became ready. */
    void ready() {
        readySince = clock.instant();
        failedStarts = 0;
    }

    /** The Core ended, or did not start. Answers the pause before the next start; empty: give up. */
    Optional<Duration> ended() {
        Instant since = readySince;
        readySince = null;
        if (since == null) {
            failedStarts++;
            if (failedStarts >= MOST_FAILED_STARTS) {
                return Optional.empty();
            }
        } else if (Duration.between(since, clock.instant()).compareTo(HEALTHY) >= 0) {
            ends = 0;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(ends, 30));
        ends++;
        return Optional.of(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }
}
