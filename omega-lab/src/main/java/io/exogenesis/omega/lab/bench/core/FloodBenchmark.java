package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Benchmark;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.lab.bench.Tastes;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.ops.console.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/**
 * One viewer at its rate beside honest ones: how much longer their round takes, and their syncs. Three Cores do the same, one
 * after the other. One is left alone; to the others a {@link Flood} pushes 64 new patterns again and again, for as long as the honest
 * ones sync and the round computes.
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
    /** The pause between two requests of a viewer that has used up its minute; a quota is worth no longer wait to a flood. */
    private static final Duration RATE = Duration.ofSeconds(1);

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

    /** What one more viewer does beside the honest ones. */
    private enum Flood {
        NONE,
        /** Pushes as often as its rate allows. */
        AT_ITS_RATE,
        /** Pushes again whenever it is answered: most of what it costs are the refusals, and this process that sends it. */
        NEVER_WAITS
    }

    /** @param round seconds; @param p95 milliseconds of a sync; @param pushed of the flood, acknowledged */
    private record Evening(double round, double p95, long pushed) {}

    @Override
    public List<Row> run(BenchOptions options, Terminal terminal) {
        Map<Flood, List<Evening>> evenings = new EnumMap<>(Flood.class);
        for (Flood flood : Flood.values()) {
            evenings.put(flood, new ArrayList<>());
        }
        for (int run = 0; run < options.runs(); run++) {
            for (Flood flood : Flood.values()) {
                Evening e = evening(options, options.seed() + run, flood);
                Objects.requireNonNull(evenings.get(flood)).add(e);
                terminal.line(String.format(
                        Locale.ROOT,
                        "  run %d of %d, %s: round %.3f s, sync p95 %.1f ms, %d patterns of the flood acknowledged",
                        run + 1,
                        options.runs(),
                        flood,
                        e.round,
                        e.p95,
                        e.pushed));
            }
        }
        List<Evening> calm = Objects.requireNonNull(evenings.get(Flood.NONE));
        List<Evening> rate = Objects.requireNonNull(evenings.get(Flood.AT_ITS_RATE));
        List<Evening> never = Objects.requireNonNull(evenings.get(Flood.NEVER_WAITS));
        return List.of(
                longer("honest round beside a viewer at its rate", calm, rate, Evening::round)
                        .atMost(MOST_ROUND),
                longer("p95 of honest syncs beside a viewer at its rate", calm, rate, Evening::p95)
                        .atMost(MOST_SYNC),
                longer("honest round beside a viewer that never waits", calm, never, Evening::round),
                longer("p95 of honest syncs beside a viewer that never waits", calm, never, Evening::p95),
                Row.of(
                        TARGET,
                        "patterns of a flood that the epoch took",
                        "patterns",
                        never.stream().mapToDouble(Evening::pushed).toArray()));
    }

    private static Row longer(String figure, List<Evening> calm, List<Evening> flooded, ToDoubleFunction<Evening> of) {
        double[] percent = new double[calm.size()];
        Arrays.setAll(percent, i -> 100 * (of.applyAsDouble(flooded.get(i)) / of.applyAsDouble(calm.get(i)) - 1));
        return Row.of(TARGET, figure, "% longer", percent);
    }

    private static Evening evening(BenchOptions options, long seed, Flood flood) {
        Random random = new Random(seed);
        Tastes tastes = new Tastes(random, CLUSTERS);
        try (BenchCore core = new BenchCore(options.data(), Map.of())) {
            List<BenchViewer> viewers = core.enrol(HONEST + 1);
            BenchViewer flooding = viewers.getLast();
            List<BenchViewer> honest = viewers.subList(0, HONEST);
            AtomicBoolean over = new AtomicBoolean(flood == Flood.NONE);
            AtomicLong pushed = new AtomicLong();
            Thread attacker = Thread.ofPlatform()
                    .start(() -> attack(
                            flooding, new Tastes(new Random(seed + 1), 1), flood == Flood.AT_ITS_RATE, over, pushed));
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

    private static void attack(
            BenchViewer viewer, Tastes tastes, boolean waits, AtomicBoolean over, AtomicLong pushed) {
        while (!over.get()) {
            List<Embedding> patterns = new ArrayList<>();
            for (int p = 0; p < PUSH; p++) {
                patterns.add(tastes.alone());
            }
            var answer = viewer.sync(patterns);
            pushed.addAndGet(answer.getPushAck().getReceived());
            if (waits && answer.hasRefusal()) {
                LockSupport.parkNanos(Math.min(
                        RATE.toNanos(),
                        Duration.ofMillis(answer.getRefusal().getRetryAfterMs()).toNanos()));
            }
        }
    }
}
