package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Benchmark;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.lab.bench.Tastes;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Row 8 of the targets: patterns a second from authenticated receipt to a consolidated pattern. 1,000 viewers push 10 patterns
 * each over loopback HTTP, those of every tenth are made up against all others; then one round is asked for. The clock runs from
 * the first push to the commit of the round.
 */
public final class AggregationBenchmark implements Benchmark {
    private static final String TARGET = "8";
    private static final double GOAL = 20_000;
    private static final int VIEWERS = 1_000;
    private static final int EACH = 10;
    private static final int CLUSTERS = 200;
    private static final int LIARS = 10;
    /** Cosine of an honest pattern to its taste. */
    private static final double CLOSE = .95;

    /** For the service loader. */
    public AggregationBenchmark() {}

    @Override
    public String name() {
        return "aggregation";
    }

    @Override
    public String measures() {
        return "patterns from authenticated receipt to a consolidated pattern, in a packaged Core";
    }

    @Override
    public List<Row> run(BenchOptions options, Terminal terminal) {
        List<double[]> runs = new ArrayList<>();
        for (int run = 0; run < options.runs(); run++) {
            runs.add(one(options, options.seed() + run));
            terminal.line(String.format(
                    Locale.ROOT,
                    "  run %d of %d: received in %.2f s, round %.2f s",
                    run + 1,
                    options.runs(),
                    runs.getLast()[0],
                    runs.getLast()[1]));
        }
        int patterns = VIEWERS * EACH;
        return List.of(
                Row.of(
                                TARGET,
                                "patterns from receipt to a consolidated pattern",
                                "patterns/s",
                                runs.stream()
                                        .mapToDouble(r -> patterns / (r[0] + r[1]))
                                        .toArray())
                        .atLeast(GOAL),
                Row.of(
                        TARGET,
                        "receipt of 10,000 patterns of 1,000 viewers over loopback HTTP, durable",
                        "s",
                        runs.stream().mapToDouble(r -> r[0]).toArray()),
                Row.of(
                        TARGET,
                        "round over 10,000 patterns in 200 clusters, 10 % made up, committed",
                        "s",
                        runs.stream().mapToDouble(r -> r[1]).toArray()));
    }

    private static double[] one(BenchOptions options, long seed) {
        Random random = new Random(seed);
        Tastes tastes = new Tastes(random, CLUSTERS);
        try (BenchCore core = new BenchCore(options.data(), Map.of())) {
            List<BenchViewer> viewers = core.enrol(VIEWERS);
            List<Push> pushes = new ArrayList<>();
            for (int v = 0; v < VIEWERS; v++) {
                pushes.add(new Push(viewers.get(v), patterns(tastes, v)));
            }
            long begun = System.nanoTime();
            core.all(pushes, Push::run);
            long received = System.nanoTime();
            AdminClient.Round round = core.admin().runRound(false);
            long done = System.nanoTime();
            if (round.votes() != VIEWERS * EACH || round.bankPatterns() < CLUSTERS / 2) {
                throw new BenchException("not every pattern was decided: " + round);
            }
            return new double[] {(received - begun) / 1e9, (done - received) / 1e9};
        }
    }

    private static List<Embedding> patterns(Tastes tastes, int viewer) {
        List<Embedding> out = new ArrayList<>();
        for (int p = 0; p < EACH; p++) {
            out.add(viewer % LIARS == 0 ? tastes.alone() : tastes.near((viewer * EACH + p) % CLUSTERS, CLOSE));
        }
        return out;
    }

    private record Push(BenchViewer viewer, List<Embedding> patterns) {
        long run() {
            var answer = viewer.sync(patterns);
            if (!answer.hasPushAck()) {
                throw new BenchException(
                        "a push was refused: " + answer.getRefusal().getMessage());
            }
            return answer.getPushAck().getCommittedThroughSeq();
        }
    }
}
