package io.exogenesis.omega.lab.bench;

import io.exogenesis.omega.ops.console.Terminal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Row 9 of the targets: the decision on one cluster of 1,000 supporters, and a whole round over the patterns of many viewers,
 * each in a JVM with one processor and 2 GB.
 */
public final class ConsensusBenchmark implements Benchmark {
    private static final String TARGET = "9";
    private static final String SECONDS = "s of one core";
    private static final double GOAL_DECISION = 100;
    private static final double GOAL_SCRATCH = 60;
    private static final double GOAL_NEW = 3;
    private static final double GOAL_GROWTH = 1.3;
    private static final double GOAL_HEAP = 2048;
    private static final int GOAL_PATTERNS = 400_000;
    /** Patterns of a round: without {@code --full} growth is visible within minutes. */
    private static final List<Integer> SIZES = List.of(10_000, 50_000);

    private static final List<Integer> FULL = List.of(10_000, 50_000, 100_000, GOAL_PATTERNS);
    private static final List<String> KINDS = List.of("clustered", "unrelated");

    /** An epoch's state lives long: with the usual third for what is new, the rest is collected again and again in vain. */
    private static final List<String> JVM =
            List.of("-Xmx2g", "-Xmn320m", "-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC");

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
        for (String kind : KINDS) {
            rows.addAll(rounds(kind, options, terminal));
        }
        return rows;
    }

    private static List<Row> rounds(String kind, BenchOptions options, Terminal terminal) {
        List<Row> rows = new ArrayList<>();
        List<double[]> course = new ArrayList<>();
        for (int patterns : options.full() ? FULL : SIZES) {
            int runs = patterns == GOAL_PATTERNS ? 1 : options.runs();
            List<RoundFigures> measured = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                measured.add(RoundFigures.of(trial(kind, patterns, options.seed() + run)));
                terminal.line(String.format(
                        Locale.ROOT,
                        "  round over %,d %s patterns, run %d of %d: %s",
                        patterns,
                        kind,
                        run + 1,
                        runs,
                        measured.getLast().line()));
            }
            rows.addAll(rows(kind, patterns, measured));
            double seconds = Row.of(TARGET, "", "", column(measured, RoundFigures::scratch))
                    .value();
            course.add(new double[] {Math.log(patterns), Math.log(seconds)});
        }
        Row growth = Row.of(
                TARGET,
                "round, growth exponent" + (suffix(kind).isEmpty() ? "" : "," + suffix(kind)),
                "",
                slope(course));
        rows.add(options.full() ? growth.atMost(GOAL_GROWTH) : growth);
        return rows;
    }

    /** The goals are held against sums: the state, the feed, the decision, the fold and the commit. */
    private static List<Row> rows(String kind, int patterns, List<RoundFigures> measured) {
        boolean goal = patterns == GOAL_PATTERNS;
        // The contract's names are those of the clustered rounds.
        String of = "round, " + patterns + suffix(kind) + " patterns, ";
        List<Row> rows = new ArrayList<>();
        Row scratch = Row.of(TARGET, of + "from scratch", SECONDS, column(measured, RoundFigures::scratch));
        rows.add(goal ? scratch.atMost(GOAL_SCRATCH) : scratch);
        for (RoundClock.Part part : RoundClock.Part.values()) {
            rows.add(Row.of(
                    TARGET, of + "from scratch: " + part.says(), SECONDS, column(measured, m -> m.scratch(part))));
        }
        Row more = Row.of(TARGET, of + "1 % new", SECONDS, column(measured, RoundFigures::more));
        rows.add(goal ? more.atMost(GOAL_NEW) : more);
        for (RoundClock.Part part : RoundClock.Part.OF_THE_NEXT) {
            rows.add(Row.of(TARGET, of + "1 % new: " + part.says(), SECONDS, column(measured, m -> m.more(part))));
        }
        Row heap = Row.of(
                TARGET,
                "round, peak heap of " + patterns + suffix(kind) + " patterns",
                "MB",
                column(measured, RoundFigures::heap));
        rows.add(goal ? heap.atMost(GOAL_HEAP) : heap);
        return rows;
    }

    private static double[] column(List<RoundFigures> runs, ToDoubleFunction<RoundFigures> figure) {
        return runs.stream().mapToDouble(figure).toArray();
    }

    private static String suffix(String kind) {
        return kind.equals("clustered") ? "" : " " + kind;
    }

    /** Of the straight line that fits best. */
    static double slope(List<double[]> points) {
        double x = points.stream().mapToDouble(p -> p[0]).average().orElse(0);
        double y = points.stream().mapToDouble(p -> p[1]).average().orElse(0);
        double both = points.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
        return both / points.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
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
