package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Benchmark;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.lab.bench.Tastes;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.ops.console.Terminal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One viewer at its rate beside honest ones: how much longer their round takes, and their syncs. Two Cores do the same, one
 * after the other, and only one has the flood: a viewer that pushes 64 new patterns whenever its rate lets it, for as long as the
 * honest ones sync and the round computes.
 */
public final class FloodBenchmark implements Benchmark {
    private static final String TARGET = "9";
    private static final int HONEST = 500;
    private static final int EACH = 4;
    /** Syncs of each honest viewer: beside a flood of a minute each kind of delay shows. */
    private static final int SYNCS = 8;

    private static final int CLUSTERS = 100;
    private static final int PUSH = 64;
    private static final double CLOSE = .95;
    private static final double MOST_ROUND = 10;
    private static final double MOST_SYNC = 20;

    /** For the service loader. */
    public FloodBenchmark() {}

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public String measures() {
        return "one viewer at its rate beside honest ones: their round and their syncs";
    }

    /** @param round seconds; @param p95 milliseconds of a sync; @param pushed of the flood, acknowledged */
    private record Evening(double round, double p95, long pushed) {}

    @Override
    public List<Row> run(BenchOptions options, Terminal terminal) {
        double[] round = new double[options.runs()];
        double[] sync = new double[options.runs()];
        double[] pushed = new double[options.runs()];
        for (int run = 0; run < options.runs(); run++) {
            Evening calm = evening(options, options.seed() + run, false);
            Evening flooded = evening(options, options.seed() + run, true);
            round[run] = 100 * (flooded.round / calm.round - 1);
            sync[run] = 100 * (flooded.p95 / calm.p95 - 1);
            pushed[run] = flooded.pushed;
            terminal.line(String.format(
                    Locale.ROOT,
                    "  run %d of %d: round %.3f s, beside a flood %.3f s; sync p95 %.1f ms, beside a flood %.1f ms; %d "
                            + "patterns of the flood acknowledged",
                    run + 1,
                    options.runs(),
                    calm.round,
                    flooded.round,
                    calm.p95,
                    flooded.p95,
                    flooded.pushed));
        }
        return List.of(
                Row.of(TARGET, "honest round beside a flood", "% longer", round).atMost(MOST_ROUND),
                Row.of(TARGET, "p95 of honest syncs beside a flood", "% longer", sync)
                        .atMost(MOST_SYNC),
                Row.of(TARGET, "patterns of the flood that the epoch took", "patterns", pushed));
    }

    private static Evening evening(BenchOptions options, long seed, boolean flood) {
        Random random = new Random(seed);
        Tastes tastes = new Tastes(random, CLUSTERS);
        try (BenchCore core = new BenchCore(options.data(), Map.of())) {
            List<BenchViewer> viewers = core.enrol(HONEST + 1);
            BenchViewer flooding = viewers.getLast();
            List<BenchViewer> honest = viewers.subList(0, HONEST);
            AtomicBoolean over = new AtomicBoolean(!flood);
            AtomicLong pushed = new AtomicLong();
            Thread attacker = Thread.ofPlatform()
                    .start(() -> attack(flooding, new Tastes(new Random(seed + 1), 1), over, pushed));
            try {
                List<Double> millis = new ArrayList<>();
                for (int sync = 0; sync < SYNCS; sync++) {
                    int turn = sync;
                    List<Integer> turns = new ArrayList<>();
                    for (int v = 0; v < HONEST; v++) {
                        turns.add(v);
                    }
                    millis.addAll(core.all(turns, v -> timed(honest.get(v), evening(tastes, v, turn))));
                }
                long begun = System.nanoTime();
                core.admin().runRound(false);
                double seconds = (System.nanoTime() - begun) / 1e9;
                return new Evening(seconds, p95(millis), pushed.get());
            } finally {
                over.set(true);
                attacker.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted beside a flood");
        }
    }

    /** Patterns of the first sync; the later ones have nothing new, as most syncs. */
    private static List<Embedding> evening(Tastes tastes, int viewer, int turn) {
        List<Embedding> out = new ArrayList<>();
        for (int p = 0; turn == 0 && p < EACH; p++) {
            synchronized (tastes) {
                out.add(tastes.near((viewer * EACH + p) % CLUSTERS, CLOSE));
            }
        }
        return out;
    }

    private static double timed(BenchViewer viewer, List<Embedding> patterns) {
        long begun = System.nanoTime();
        viewer.sync(patterns);
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double p95(List<Double> millis) {
        double[] sorted = millis.stream().mapToDouble(d -> d).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length * 95 / 100];
    }

    /** As often as it is answered, refused or not: the Core's limits decide what comes of it, not this loop. */
    private static void attack(BenchViewer viewer, Tastes tastes, AtomicBoolean over, AtomicLong pushed) {
        while (!over.get()) {
            List<Embedding> patterns = new ArrayList<>();
            for (int p = 0; p < PUSH; p++) {
                patterns.add(tastes.alone());
            }
            pushed.addAndGet(viewer.sync(patterns).getPushAck().getReceived());
        }
    }
}
