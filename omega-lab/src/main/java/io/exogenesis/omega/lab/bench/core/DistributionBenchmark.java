package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Benchmark;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.lab.bench.Tastes;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminClient;
import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.QuicDialer;
import io.exogenesis.omega.quic.QuicEngine;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Row 15a of the targets: from a version of the bank to its being applied at 1,000 connected viewers, each with a pull that waits over
 * QUIC. The clock runs from the moment before the round's commit, as the Core tells it, to the moment at which a viewer has applied the
 * delta and found the signed hash to be that of its bank. Beside it the same viewers pull the whole bank, all at once. Row 15b comes
 * from {@link ItemPlaneDeltas}.
 */
public final class DistributionBenchmark implements Benchmark {
    private static final String TARGET = "15";
    private static final double GOAL_MILLIS = 250;
    private static final int VIEWERS = 1_000;
    /** Of each run; a percentile is of all viewers and versions of a run. */
    private static final int VERSIONS = 5;

    private static final int FIRST_CLUSTERS = 200;
    private static final int NEW_CLUSTERS = 20;
    private static final int SUPPORTERS = 4;
    private static final double CLOSE = .95;
    private static final Duration WAIT = Duration.ofSeconds(55);
    /** All pulls have arrived and wait by then; one that had not would count as late. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** For the service loader. */
    public DistributionBenchmark() {}

    @Override
    public String name() {
        return "distribution";
    }

    @Override
    public String measures() {
        return "from the commit of a bank version to 1,000 connected viewers who have applied it; bytes of item-plane deltas";
    }

    /** Milliseconds and bytes of one run. */
    private record Run(double p50, double p95, double whole50, double whole95, double bytes, double wholeBytes) {}

    @Override
    public List<Row> run(BenchOptions options, Terminal terminal) {
        List<Run> runs = new ArrayList<>();
        for (int n = 0; n < options.runs(); n++) {
            Run run = one(options, options.seed() + n);
            runs.add(run);
            terminal.line(String.format(
                    Locale.ROOT,
                    "  run %d of %d: p50 %.0f ms, p95 %.0f ms; whole bank p50 %.0f ms, p95 %.0f ms",
                    n + 1,
                    options.runs(),
                    run.p50,
                    run.p95,
                    run.whole50,
                    run.whole95));
        }
        List<Row> rows = new ArrayList<>(rows(runs));
        rows.addAll(new ItemPlaneDeltas(options, terminal).rows(options));
        return rows;
    }

    private static List<Row> rows(List<Run> runs) {
        return List.of(
                Row.of(TARGET, "version committed to applied at 1,000 viewers, p95", "ms", of(runs, Run::p95))
                        .beside("full pull by all at once, p95", median(runs, Run::whole95))
                        .atMost(GOAL_MILLIS),
                Row.of(TARGET, "version committed to applied at 1,000 viewers, p50", "ms", of(runs, Run::p50))
                        .beside("full pull by all at once, p50", median(runs, Run::whole50)),
                Row.of(TARGET, "bytes of the pushed answer a viewer", "bytes", of(runs, Run::bytes))
                        .beside("full pull", median(runs, Run::wholeBytes)));
    }

    private static double[] of(List<Run> runs, ToDoubleFunction<Run> figure) {
        return runs.stream().mapToDouble(figure).toArray();
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        return percentile(of(runs, figure), .5);
    }

    private static double percentile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
    }

    private static Run one(BenchOptions options, long seed) {
        Tastes tastes = new Tastes(new Random(seed), FIRST_CLUSTERS + VERSIONS * NEW_CLUSTERS);
        try (BenchCore core = new BenchCore(options.data(), Map.of());
                QuicDialer dialer = QuicEngine.named("netty").dialer(DialConfig.defaults());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<BenchViewer> viewers = core.enrol(VIEWERS);
            round(core, viewers, tastes, 0, FIRST_CLUSTERS);
            List<HeldViewer> held = connected(core, dialer, viewers);
            all(threads, held, HeldViewer::whole);
            List<Double> pushed = new ArrayList<>();
            List<Double> whole = new ArrayList<>();
            double bytes = 0;
            double wholeBytes = 0;
            for (int n = 0; n < VERSIONS; n++) {
                List<Future<HeldViewer.Applied>> waiting = held.stream()
                        .map(v -> threads.submit(() -> v.next(WAIT)))
                        .toList();
                LockSupport.parkNanos(SETTLED.toNanos());
                if (waiting.stream().anyMatch(Future::isDone)) {
                    throw new BenchException("a pull did not wait");
                }
                AdminClient.Round round = round(core, viewers, tastes, FIRST_CLUSTERS + n * NEW_CLUSTERS, NEW_CLUSTERS);
                Instant committed = round.decidedAt();
                for (Future<HeldViewer.Applied> one : waiting) {
                    HeldViewer.Applied applied = BenchCore.answer(one);
                    pushed.add(Duration.between(committed, applied.at()).toNanos() / 1e6);
                    bytes += applied.bytes();
                }
                requireAll(held, round);
                Instant begun = Instant.now();
                for (HeldViewer.Applied applied : all(threads, held, HeldViewer::whole)) {
                    whole.add(Duration.between(begun, applied.at()).toNanos() / 1e6);
                    wholeBytes += applied.bytes();
                }
            }
            double each = VIEWERS * VERSIONS;
            double[] p = pushed.stream().mapToDouble(d -> d).toArray();
            double[] w = whole.stream().mapToDouble(d -> d).toArray();
            return new Run(
                    percentile(p, .5),
                    percentile(p, .95),
                    percentile(w, .5),
                    percentile(w, .95),
                    bytes / each,
                    wholeBytes / each);
        }
    }

    /** Some agree on each of these clusters, and a round is run. */
    private static AdminClient.Round round(
            BenchCore core, List<BenchViewer> viewers, Tastes tastes, int first, int clusters) {
        List<Integer> pushes = IntStream.range(0, clusters * SUPPORTERS).boxed().toList();
        core.all(pushes, n -> {
            var pattern = near(tastes, first + n / SUPPORTERS);
            var answer = viewers.get(n).sync(List.of(pattern));
            if (!answer.hasPushAck()) {
                throw new BenchException(
                        "a push was refused: " + answer.getRefusal().getMessage());
            }
            return n;
        });
        return core.admin().runRound(false);
    }

    private static Embedding near(Tastes tastes, int taste) {
        synchronized (tastes) {
            return tastes.near(taste, CLOSE);
        }
    }

    private static List<HeldViewer> connected(BenchCore core, QuicDialer dialer, List<BenchViewer> viewers) {
        URI quic = URI.create(core.bootstrap().quic());
        InetSocketAddress address = new InetSocketAddress(quic.getHost(), quic.getPort());
        Pin pin = new Pin(core.bootstrap().pin());
        return core.all(viewers, v -> new HeldViewer(dialer.connect(address, pin, PATIENCE), v.token()));
    }

    private static void requireAll(List<HeldViewer> held, AdminClient.Round round) {
        if (held.stream().anyMatch(v -> v.version().number() != round.bankVersion())) {
            throw new BenchException("a viewer was sent something else than version " + round.bankVersion());
        }
    }

    private static List<HeldViewer.Applied> all(
            ExecutorService threads, List<HeldViewer> viewers, Function<HeldViewer, HeldViewer.Applied> work) {
        List<Future<HeldViewer.Applied>> running =
                viewers.stream().map(v -> threads.submit(() -> work.apply(v))).toList();
        return running.stream().map(BenchCore::answer).toList();
    }
}
