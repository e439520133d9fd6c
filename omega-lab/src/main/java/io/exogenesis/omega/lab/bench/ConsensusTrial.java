package io.exogenesis.omega.lab.bench;

import io.exogenesis.omega.learning.round.PatternVote;
import io.exogenesis.omega.learning.round.Round;
import io.exogenesis.omega.learning.round.RoundInput;
import io.exogenesis.omega.learning.round.RoundResult;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.learning.round.RoundState;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.ContentSpace;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Rounds in a JVM of their own: {@code main decision|round PATTERNS SEED}. {@code decision} prints milliseconds of a decision on
 * one cluster, p50 and p99 of {@value #DECISIONS}; {@code round} prints the seconds of one round and MB of heap behind it.
 */
final class ConsensusTrial {
    private static final int DECISIONS = 300;
    private static final int WARM_UP = 30;
    /** Cosine of the cluster's patterns to its middle, so that all of them are within the gate. */
    private static final double CLOSE = .9;
    /** Patterns of a viewer. */
    private static final int EACH = 4;
    /** Of MovieLens' patterns some two fifths are alone with their taste. */
    private static final double ALONE = .4;

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private ConsensusTrial() {}

    public static void main(String[] args) {
        Random random = new Random(Long.parseLong(args[2]));
        int patterns = Integer.parseInt(args[1]);
        if (args[0].equals("decision")) {
            decisions(patterns, random);
        } else {
            round(patterns, random);
        }
    }

    private static void decisions(int supporters, Random random) {
        Tastes tastes = new Tastes(random, 1);
        double[] millis = new double[DECISIONS];
        for (int k = -WARM_UP; k < DECISIONS; k++) {
            List<PatternVote> votes = new ArrayList<>();
            for (int v = 0; v < supporters; v++) {
                votes.add(vote(v, 0, tastes.near(0, CLOSE)));
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

    private static void round(int patterns, Random random) {
        Tastes tastes = new Tastes(random, Math.max(1, patterns / 200));
        List<PatternVote> votes = new ArrayList<>();
        for (int p = 0; p < patterns; p++) {
            votes.add(vote(p / EACH, p % EACH, random.nextDouble() < ALONE ? tastes.alone() : tastes.any()));
        }
        long begun = cpu();
        RoundResult result = run(votes, random);
        double seconds = (cpu() - begun) / 1e9;
        System.gc();
        long heap = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
        if (result.decisions().size() != patterns || result.report().bankPatterns() == 0) {
            throw new BenchException("not every pattern was decided: " + result.report());
        }
        System.out.printf(Locale.ROOT, "%f %d%n", seconds, heap);
    }

    private static RoundResult run(List<PatternVote> votes, Random random) {
        RoundInput input = new RoundInput(
                votes, List.of(), ContentSpace.of(List.of(), new float[0][]), false, START.plusSeconds(60));
        return Round.run(RoundState.initial(RoundSettings.DEFAULT), input, RoundSettings.DEFAULT, random);
    }

    private static PatternVote vote(int viewer, int number, Embedding embedding) {
        ExogenesisPattern pattern = new ExogenesisPattern(
                new PatternId("v" + viewer + "-p" + number),
                TaskType.PREFERENCE,
                embedding,
                .8,
                EACH,
                PatternContext.NONE,
                START);
        return new PatternVote(new ViewerId("v" + viewer), "~" + viewer, number, pattern, 1, START);
    }

    /** Nanoseconds of all threads, in steps of ten milliseconds: too coarse for one decision, right for a round. */
    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
