package io.exogenesis.omega.lab.bench;

import io.exogenesis.omega.ops.console.Terminal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Row 9 of the targets: the decision on one cluster of 1,000 supporters, and a whole round over the patterns of many viewers,
 * each in a JVM with one processor and 2 GB.
 */
public final class ConsensusBenchmark implements Benchmark {
    private static final String TARGET = "9";
    private static final double GOAL_DECISION = 100;
    private static final double GOAL_ROUND = 60;
    private static final int GOAL_PATTERNS = 400_000;
    /** Patterns of a round: growth is visible within minutes. */
    private static final List<Integer> SIZES = List.of(4_000, 16_000);

    private static final List<String> JVM = List.of("-Xmx2g", "-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC");

    @Override
    public String name() {
        return "consensus";
    }

    @Override
    public String measures() {
        return "the decision on a cluster of 1,000 supporters; a round over many patterns, on one core";
    }

    @Override
    public List<Row> run(BenchOptions options, Terminal terminal) {
        List<Row> rows = new ArrayList<>();
        rows.add(decision(options));
        List<Integer> sizes = new ArrayList<>(SIZES);
        if (options.full()) {
            sizes.add(GOAL_PATTERNS);
        }
        for (int patterns : sizes) {
            int runs = patterns == GOAL_PATTERNS ? 1 : options.runs();
            List<double[]> measured = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                measured.add(trial("round", patterns, options.seed() + run));
                terminal.line(String.format(
                        Locale.ROOT,
                        "  round over %,d patterns, run %d of %d: %.1f s",
                        patterns,
                        run + 1,
                        runs,
                        measured.getLast()[0]));
            }
            rows.addAll(rounds(patterns, measured));
        }
        return rows;
    }

    /** The value is the 99th percentile of all decisions of one JVM, the median theirs. */
    private static Row decision(BenchOptions options) {
        List<double[]> runs = new ArrayList<>();
        for (int run = 0; run < options.runs(); run++) {
            runs.add(trial("decision", 1_000, options.seed() + run));
        }
        double p50 = Row.of(TARGET, "p50", "ms", column(runs, 0)).value();
        Row p99 = Row.of(TARGET, "decision on a cluster of 1,000 supporters, p99", "ms of one core", column(runs, 1));
        return new Row(
                        TARGET,
                        p99.name(),
                        p99.value(),
                        p99.unit(),
                        p50,
                        p99.runs(),
                        null,
                        null,
                        p99.low(),
                        p99.high(),
                        null)
                .atMost(GOAL_DECISION);
    }

    private static List<Row> rounds(int patterns, List<double[]> runs) {
        String of = String.format(Locale.ROOT, " of %,d patterns of %,d viewers", patterns, patterns / 4);
        Row round = Row.of(TARGET, "round" + of, "s of one core", column(runs, 0));
        return List.of(
                patterns == GOAL_PATTERNS ? round.atMost(GOAL_ROUND) : round,
                Row.of(TARGET, "heap after the round" + of, "MB", column(runs, 1)));
    }

    private static double[] column(List<double[]> runs, int place) {
        return runs.stream().mapToDouble(r -> r[place]).toArray();
    }

    private static double[] trial(String what, int patterns, long seed) {
        List<String> out =
                Fork.run(ConsensusTrial.class, JVM, List.of(what, Integer.toString(patterns), Long.toString(seed)));
        return Arrays.stream(out.getLast().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
