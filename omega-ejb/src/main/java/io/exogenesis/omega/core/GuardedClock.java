package io.exogenesis.omega.core;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The wall clock, as long as it goes on as the monotonic clock does. When it jumps, time goes on by the monotonic clock until the wall
 * clock is back, or until it has stood by the jump for {@link #CONFIRMED}: then that was the right time, as after a machine that slept
 * or a clock that was set. Time never goes back: of a jump backwards that is confirmed it makes up by running at half the pace.
 *
 * <p>Safe for concurrent use.
 */
public final class GuardedClock implements InstantSource {
    /** Larger than the steps of a time service in its course and a leap second; smaller than what a rate limit or a token notices. */
    static final Duration TOLERANCE = Duration.ofSeconds(2);
    /** A clock that flaps does not stand by its jumps for so long; a Core that woke from sleep is in time again after it. */
    static final Duration CONFIRMED = Duration.ofMinutes(2);

    private static final System.Logger LOG = System.getLogger(GuardedClock.class.getName());

    private final InstantSource wall;
    private final LongSupplier nanos;
    private long lastNanos;
    private Instant now;
    private @Nullable Jump jump;
    private boolean slow;

    /**
     * The wall clock jumped.
     *
     * @param ahead of the time that it should have; negative if it is behind
     * @param since reading of the monotonic clock, nanoseconds
     */
    public record Jump(Duration ahead, long since) {}

    /** @param nanos a clock that never jumps, such as {@code System::nanoTime} */
    public GuardedClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.lastNanos = nanos.getAsLong();
        this.now = wall.instant();
    }

    @Override
    public synchronized Instant instant() {
        long mono = nanos.getAsLong();
        Duration passed = Duration.ofNanos(Math.max(0, mono - lastNanos));
        lastNanos = mono;
        Instant steady = now.plus(slow ? passed.dividedBy(2) : passed);
        Duration ahead = Duration.between(steady, wall.instant());
        if (ahead.abs().compareTo(TOLERANCE) <= 0) {
            jump = null;
            slow = false;
            now = ahead.isNegative() ? now : steady.plus(ahead);
        } else {
            now = judged(steady, ahead, mono);
        }
        return now;
    }

    private Instant judged(Instant steady, Duration ahead, long mono) {
        Jump known = jump;
        if (known == null || known.ahead().minus(ahead).abs().compareTo(TOLERANCE) > 0) {
            jump = new Jump(ahead, mono);
            slow = false;
            return steady;
        }
        jump = new Jump(ahead, known.since()); // it shrinks while time runs slowly
        if (slow || mono - known.since() < CONFIRMED.toNanos()) {
            return steady;
        }
        // No warning: the jump is an event of healing, and what is followed now is right.
        LOG.log(Level.INFO, "the wall clock has stood by its jump of {0} s and is followed again", ahead.toSeconds());
        if (ahead.isNegative()) {
            slow = true;
            return steady;
        }
        jump = null;
        return steady.plus(ahead);
    }

    /** The jump that is not followed; empty while the wall clock is. */
    public synchronized Optional<Jump> jump() {
        instant();
        return Optional.ofNullable(jump);
    }
}
