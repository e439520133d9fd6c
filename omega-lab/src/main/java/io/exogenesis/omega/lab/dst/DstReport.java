package io.exogenesis.omega.lab.dst;

import io.exogenesis.omega.lab.bench.Machine;
import io.exogenesis.omega.simulation.Outcome;
import io.exogenesis.omega.simulation.check.InvariantViolation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report of {@code ./omega lab dst}.
 *
 * @param machine on which it ran
 * @param simulation marks the report, and says what was asked for
 * @param firstSeed of {@code seeds} consecutive ones
 * @param steps of all seeds, before each came to rest
 * @param crashes processes that were killed
 * @param powerLosses machines whose plug was pulled
 * @param contributions that agents sent
 * @param rounds that were committed
 * @param bankVersions of all banks
 * @param removals patterns that left a bank
 * @param lost seeds in which something that was acknowledged was gone
 * @param doubled seeds in which something counted twice
 * @param unequal seeds in which a bank was not what its version says
 * @param broken seeds in which the product did what it never should, such as not to start
 * @param digest of all seeds together: the same for the same product, whatever the machine
 * @param seconds that it took
 * @param failures at most {@link #MOST_FAILURES}, smallest seeds first
 */
public record DstReport(
        Machine machine,
        String simulation,
        long firstSeed,
        long seeds,
        long steps,
        long crashes,
        long powerLosses,
        long contributions,
        long rounds,
        long bankVersions,
        long removals,
        long lost,
        long doubled,
        long unequal,
        long broken,
        String digest,
        double seconds,
        List<Failure> failures) {
    /** Whoever has more looks at the first ones first. */
    static final int MOST_FAILURES = 100;

    public DstReport {
        failures = List.copyOf(failures);
    }

    /** A seed in which something did not hold. */
    public record Failure(long seed, Kind kind, String line) {}

    /** Whether everything held in every seed. */
    public boolean holds() {
        return failures.isEmpty();
    }

    /** For a person. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d seeds in %.1f s: %d steps, %d crashes, %d power losses, %d contributions, %d rounds, %d versions of a bank,"
                        + " %d removals",
                seeds,
                seconds,
                steps,
                crashes,
                powerLosses,
                contributions,
                rounds,
                bankVersions,
                removals));
        lines.add("lost in " + lost + ", doubled in " + doubled + ", unequal banks in " + unequal + ", broken in "
                + broken + " seeds; digest " + digest);
        for (Failure f : failures) {
            lines.add("seed " + f.seed() + " (" + f.kind() + "): " + f.line());
        }
        if (!failures.isEmpty()) {
            lines.add("Play the first one again, with all that happened: ./omega lab dst --seeds 1 --seed "
                    + failures.getFirst().seed());
        }
        return lines;
    }

    /** Adds up seeds as they come. Not thread-safe. */
    public static final class Sum {
        private final long[] sums = new long[7];
        private final Map<Kind, Long> kinds = new java.util.EnumMap<>(Kind.class);
        private final List<Failure> failures = new ArrayList<>();
        private long seeds;
        private long digest;

        public void add(Outcome o) {
            seeds++;
            long[] of = {
                o.steps(), o.crashes(), o.powerLosses(), o.contributions(), o.rounds(), o.bankVersion(), o.removals()
            };
            for (int i = 0; i < of.length; i++) {
                sums[i] += of[i];
            }
            digest += o.digest() * (2 * o.seed() + 1); // seeds come in no order
            o.failure().ifPresent(f -> {
                kinds.merge(f.kind(), 1L, Long::sum);
                failures.add(new Failure(o.seed(), f.kind(), f.line()));
            });
        }

        private long of(Kind kind) {
            return kinds.getOrDefault(kind, 0L);
        }

        /** The report of what was added. */
        public DstReport report(Machine machine, long firstSeed, double seconds) {
            return new DstReport(
                    machine,
                    seeds + " seeds from " + firstSeed,
                    firstSeed,
                    seeds,
                    sums[0],
                    sums[1],
                    sums[2],
                    sums[3],
                    sums[4],
                    sums[5],
                    sums[6],
                    of(Kind.LOST),
                    of(Kind.DOUBLED),
                    of(Kind.BANK),
                    of(Kind.BROKEN),
                    Long.toHexString(digest),
                    seconds,
                    failures.stream()
                            .sorted(java.util.Comparator.comparingLong(Failure::seed))
                            .limit(MOST_FAILURES)
                            .toList());
        }
    }
}
