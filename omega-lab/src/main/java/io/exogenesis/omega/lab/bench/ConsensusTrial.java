package io.exogenesis.omega.lab.bench;

import io.exogenesis.omega.learning.round.EpochState;
import io.exogenesis.omega.learning.round.PatternVote;
import io.exogenesis.omega.learning.round.Round;
import io.exogenesis.omega.learning.round.RoundConditions;
import io.exogenesis.omega.learning.round.RoundInput;
import io.exogenesis.omega.learning.round.RoundResult;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.learning.round.RoundState;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Rounds in a JVM of their own: {@code main decision|clustered|unrelated PATTERNS SEED}. {@code decision} prints milliseconds
 * of a decision on one cluster, p50 and p99 of {@value #DECISIONS}; the others print the {@linkplain RoundClock#line seconds} of
 * a round from scratch and of the next one with 1 % more of everything, and MB of heap at the most.
 */
final class ConsensusTrial {
    private static final int DECISIONS = 300;
    private static final int WARM_UP = 30;
    /** Cosine of the cluster's patterns to its middle, so that all of them are within the gate. */
    private static final double CLOSE = .9;

    private ConsensusTrial() {}

    public static void main(String[] args) {
        long seed = Long.parseLong(args[2]);
        int patterns = Integer.parseInt(args[1]);
        if (args[0].equals("decision")) {
            decisions(patterns, new Random(seed));
        } else {
            round(patterns, seed, args[0].equals("clustered"));
        }
    }

    private static void decisions(int supporters, Random random) {
        Tastes tastes = new Tastes(random, 1);
        double[] millis = new double[DECISIONS];
        for (int k = -WARM_UP; k < DECISIONS; k++) {
            List<PatternVote> votes = new ArrayList<>();
            for (int v = 0; v < supporters; v++) {
                votes.add(RoundWorld.vote("p" + v, new ViewerId("v" + v), "~" + v, 1, tastes.near(0, CLOSE)));
            }
            long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            RoundResult result = run(votes, random);
            if (k >= 0) {
                millis[k] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1e6;
            }
            if (result.report().bankPatterns() != 1) {
                throw new BenchException("one cluster became " + result.report().bankPatterns() + " patterns");
            }
        }
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "%f %f%n", millis[DECISIONS / 2], millis[DECISIONS * 99 / 100]);
    }

    private static RoundResult run(List<PatternVote> votes, Random random) {
        RoundInput input = new RoundInput(
                votes, List.of(), ContentSpace.of(List.of(), new float[0][]), false, RoundWorld.START.plusSeconds(60));
        return Round.run(RoundState.initial(RoundSettings.DEFAULT), input, RoundSettings.DEFAULT, random);
    }

    private static void round(int patterns, long seed, boolean clustered) {
        RoundWorld world = new RoundWorld(seed, patterns, clustered);
        RoundConditions conditions = new RoundConditions(world.content(), false, RoundWorld.START.plusSeconds(60));
        int viewers = patterns / RoundWorld.EACH;
        int more = viewers / 100;
        List<Consumer<EpochState>> first = world.contributions(0, viewers);
        List<Consumer<EpochState>> second = world.contributions(viewers, viewers + more);
        RoundState start = world.start();
        System.gc(); // what it took to make the world is not the round's to clear away
        RoundClock scratch = new RoundClock();
        EpochState epoch = scratch.time(RoundClock.Part.STATE, () -> new EpochState(start, RoundSettings.DEFAULT));
        scratch.round(epoch, first, conditions, new Random(seed), patterns);
        RoundClock next = new RoundClock();
        next.round(epoch, second, conditions, new Random(seed + 1), more * RoundWorld.EACH);
        System.out.println(scratch.line() + " " + next.line() + " " + (peak() >> 20));
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(p -> p.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(u -> u.getUsed())
                .sum();
    }
}
