package io.exogenesis.omega.ops.core;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a Core ended: {@code DATA/last-end.json}, written by whoever watched it.
 *
 * @param at instant of ISO-8601 in UTC, milliseconds
 * @param exitCode exit code of the process; absent if nobody saw it, or if the process never was
 * @param signal number of the signal that ended the process, if one did
 * @param reason one line for a person
 * @param ready whether this Core had been ready before
 * @param restarts how often the supervisor had started a Core again by then
 * @param gaveUp whether the supervisor starts none any more
 */
public record CoreEnd(
        String at,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        String reason,
        boolean ready,
        int restarts,
        boolean gaveUp) {
    /** Exit code of a process that a signal ended: this and the signal's number, as shells count. */
    private static final int SIGNALLED = 128;

    private static final int MOST_SIGNAL = 64;

    /** What is known at the moment of the end. */
    static CoreEnd of(Instant at, OptionalInt exit, String reason, boolean ready) {
        OptionalInt signal = signal(exit);
        return new CoreEnd(
                at.truncatedTo(ChronoUnit.MILLIS).toString(),
                exit.isPresent() ? exit.getAsInt() : null,
                signal.isPresent() ? signal.getAsInt() : null,
                reason,
                ready,
                0,
                false);
    }

    static OptionalInt signal(OptionalInt exit) {
        boolean signalled =
                exit.isPresent() && exit.getAsInt() > SIGNALLED && exit.getAsInt() <= SIGNALLED + MOST_SIGNAL;
        return signalled ? OptionalInt.of(exit.getAsInt() - SIGNALLED) : OptionalInt.empty();
    }

    CoreEnd supervised(int restarts, boolean gaveUp) {
        return new CoreEnd(at, exitCode, signal, reason, ready, restarts, gaveUp);
    }

    /** The moment of {@link #at()}. */
    public Instant instant() {
        return Instant.parse(at);
    }
}
