package io.exogenesis.omega.lab.heal;

import io.exogenesis.omega.lab.load.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges what was seen after a fault. It is healed at the first look, at most {@link #WITHIN} after the injection, from which on for
 * {@link #STEADY} every look found all working, and 95 % of the syncs that were due in that time were served within the limit: 1.2
 * times what it was before, but no less than {@link #NOISE} more. Times are nanoseconds.
 */
final class Verdict {
    /** The target's. */
    static final Duration WITHIN = Duration.ofSeconds(5);

    static final Duration STEADY = Duration.ofSeconds(1);

    private static final double FACTOR = 1.2;
    /**
     * Milliseconds. On a machine of two busy cores the p95 of a second's syncs of a Core that is well differs by more than a fifth from one
     * second to the next, so the ratio alone would judge the machine. How often a second without a fault exceeds this was not measured.
     */
    static final double NOISE = 25;

    /**
     * One look.
     *
     * @param at when it began
     */
    record Seen(long at, List<String> broken) {}

    private final long injected;
    private final double before;
    private final List<Seen> seen = new ArrayList<>();

    /** @param before p95 in milliseconds */
    Verdict(long injected, double before) {
        this.injected = injected;
        this.before = before;
    }

    void saw(Seen look) {
        seen.add(look);
    }

    /** Milliseconds. */
    double limit() {
        return Math.max(FACTOR * before, before + NOISE);
    }

    /** When it was healed, if that can be said now. */
    Optional<Long> healed(Timeline syncs) {
        for (int i = 0; i < seen.size(); i++) {
            long from = seen.get(i).at();
            if (from - injected > WITHIN.toNanos()) {
                return Optional.empty();
            }
            if (steady(i) && served(syncs, from)) {
                return Optional.of(from);
            }
        }
        return Optional.empty();
    }

    private boolean steady(int first) {
        for (Seen look : seen.subList(first, seen.size())) {
            if (!look.broken().isEmpty()) {
                return false;
            }
            if (look.at() - seen.get(first).at() >= STEADY.toNanos()) {
                return true;
            }
        }
        return false;
    }

    private boolean served(Timeline syncs, long from) {
        return syncs.window(from, from + STEADY.toNanos()).p95Millis() <= limit();
    }

    /** Whether the time is over in which it could be healed. */
    boolean over(long now) {
        return now - injected > WITHIN.plus(STEADY).toNanos() + 2 * Timeline.SLOT.toNanos();
    }

    /** Whether anything was ever broken or slow. */
    boolean felt(Timeline syncs, long now) {
        if (seen.stream().anyMatch(s -> !s.broken().isEmpty())) {
            return true;
        }
        long step = STEADY.toNanos() / 4;
        for (long from = injected; from + STEADY.toNanos() <= now; from += step) {
            if (!served(syncs, from)) {
                return true;
            }
        }
        return false;
    }

    /** Why it is not healed. */
    String why(Timeline syncs) {
        for (Seen look : seen.reversed()) {
            if (look.at() - injected < WITHIN.toNanos() && !look.broken().isEmpty()) {
                return String.join("; ", look.broken());
            }
            if (look.at() - injected < WITHIN.minus(STEADY).toNanos()) {
                break;
            }
        }
        long end = injected + WITHIN.toNanos();
        Timeline.Window last = syncs.window(end, end + STEADY.toNanos());
        return String.format(
                Locale.ROOT,
                "p95 of syncs is %.0f ms, %.0f ms would do; of %d due %d were refused, %d failed, %d wait",
                last.p95Millis(),
                limit(),
                last.due(),
                last.refused(),
                last.failed(),
                last.pending());
    }
}
