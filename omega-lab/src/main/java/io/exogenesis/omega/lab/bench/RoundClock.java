package io.exogenesis.omega.lab.bench;

import io.exogenesis.omega.learning.round.EpochState;
import io.exogenesis.omega.learning.round.RoundConditions;
import io.exogenesis.omega.learning.round.RoundPhase;
import io.exogenesis.omega.learning.round.RoundResult;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Seconds of the parts of a round: of all threads of this process, so that the compiler's and the collector's count, too. */
final class RoundClock {
    private final Map<Part, Long> spent = new EnumMap<>(Part.class);
    private long last;

    /** Parts of a round, in their order. */
    enum Part {
        /** The state is made of the last one that was committed. */
        STATE("state"),
        /** Contributions are fed and taken up. */
        FEED("feed"),
        /** Patterns are grouped, matched and decided. */
        DECIDE("decision"),
        /** Samples become the item model. */
        FOLD("fold of the samples"),
        /** The result takes effect. */
        COMMIT("commit");

        /** Parts of a round that goes on with a state. */
        static final List<Part> OF_THE_NEXT = List.of(FEED, DECIDE, FOLD, COMMIT);

        private final String says;

        Part(String says) {
            this.says = says;
        }

        /** In a row's name. */
        String says() {
            return says;
        }
    }

    /** Runs something that belongs to this part. */
    <T> T time(Part part, Supplier<T> what) {
        last = cpu();
        T out = what.get();
        ends(part);
        return out;
    }

    /**
     * Feeds, decides and commits; empties the list.
     *
     * @param fresh decisions that there must be at least
     */
    void round(
            EpochState epoch,
            List<Consumer<EpochState>> contributions,
            RoundConditions conditions,
            RandomGenerator random,
            int fresh) {
        last = cpu();
        contributions.forEach(c -> c.accept(epoch));
        contributions.clear();
        RoundResult result = epoch.decide(conditions, random, phase -> {
            if (phase == RoundPhase.DECIDE) {
                ends(Part.FEED);
            } else if (phase == RoundPhase.FOLD) {
                ends(Part.DECIDE);
            }
        });
        ends(Part.FOLD);
        epoch.commit(result);
        ends(Part.COMMIT);
        if (result.decisions().size() < fresh) {
            throw new BenchException("not every pattern was decided: " + result.report());
        }
    }

    private void ends(Part part) {
        long now = cpu();
        spent.merge(part, now - last, Long::sum);
        last = now;
    }

    /** Seconds of each part, in the order of {@link Part}, with spaces between. */
    String line() {
        return Arrays.stream(Part.values())
                .map(p -> String.format(Locale.ROOT, "%f", spent.getOrDefault(p, 0L) / 1e9))
                .collect(Collectors.joining(" "));
    }

    /** Nanoseconds, in steps of ten milliseconds. */
    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
