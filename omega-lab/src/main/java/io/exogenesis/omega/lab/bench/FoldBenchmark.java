package io.exogenesis.omega.lab.bench;

import io.exogenesis.omega.ops.console.Terminal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Goal of the item plane: samples of 50 of 10,000 titles become an item model in at most 60 s of one core and 2 GB of heap for
 * 100,000 viewers. Each run is a new JVM with one processor and that heap.
 */
public final class FoldBenchmark implements Benchmark {
    private static final double GOAL_SECONDS = 60;
    private static final int GOAL_VIEWERS = 100_000;

    private static final List<Integer> SIZES = List.of(1_000, 10_000, GOAL_VIEWERS);
    private static final int FULL = 1_000_000;
    /** A million viewers' samples alone need more than the goal's 2 GB. */
    private static final String FULL_HEAP = "-Xmx12g";

    @Override
    public String name() {
        return "fold";
    }

    @Override
    public String measures() {
        return "samples of 1,000 to 1,000,000 viewers into the item model, on one core";
    }

    @Override
    public List<Row> run(BenchOptions options, Terminal terminal) {
        List<Integer> sizes = new ArrayList<>(SIZES);
        if (options.full()) {
            sizes.add(FULL);
        }
        List<Row> rows = new ArrayList<>();
        for (int viewers : sizes) {
            int runs = viewers == FULL ? 1 : options.runs();
            List<double[]> measured = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                measured.add(trial(viewers, options.seed() + run));
                terminal.line(String.format(
                        Locale.ROOT,
                        "  fold of %,d viewers, run %d of %d: %.1f s",
                        viewers,
                        run + 1,
                        runs,
                        measured.getLast()[0] + measured.getLast()[1]));
            }
            rows.addAll(rows(viewers, measured));
        }
        return rows;
    }

    private static List<Row> rows(int viewers, List<double[]> runs) {
        String of = String.format(Locale.ROOT, " of %,d viewers", viewers);
        Row whole = Row.of("learning", "fold and model" + of, "s of one core", column(runs, 0, 1));
        return List.of(
                viewers == GOAL_VIEWERS ? whole.atMost(GOAL_SECONDS) : whole,
                Row.of("learning", "fold" + of, "s of one core", column(runs, 0)),
                Row.of("learning", "model" + of, "s of one core", column(runs, 1)),
                Row.of("learning", "heap after the fold" + of, "MB", column(runs, 2)));
    }

    private static double[] column(List<double[]> runs, int... places) {
        return runs.stream()
                .mapToDouble(r -> Arrays.stream(places).mapToDouble(p -> r[p]).sum())
                .toArray();
    }

    private static double[] trial(int viewers, long seed) {
        List<String> jvm =
                List.of(viewers == FULL ? FULL_HEAP : "-Xmx2g", "-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC");
        List<String> out = Fork.run(FoldTrial.class, jvm, List.of(Integer.toString(viewers), Long.toString(seed)));
        return Arrays.stream(out.getLast().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
