package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchDirectory;
import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Benchmark;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.lab.bench.Tastes;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.relay.RelayStats;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * What a viewer's agent sends and is sent in a day, on the wire, over QUIC; and that a viewer who wants more than the limit of a minute does
 * not get it. HTTPS is not weighed: the server answers to its own port only, not to a relay's.
 */
public final class BandwidthBenchmark implements Benchmark {
    private static final String TARGET = "16";
    /** A push of a viewer that wants more: 64 patterns, the most. */
    private static final int PUSH = 64;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final double MEBIBYTE = 1 << 20;
    private static final double MEGABYTE = 1e6;
    private static final double MOST_A_MINUTE = 10;
    private static final Duration NEVER_STOPS = Duration.ofMinutes(3);

    private static final double MOST_A_DAY = 1.5;

    /** A day's syncs in fast motion, and a minute's bytes in pushes of 28 KB: the number of requests is not what is measured. */
    private static final Map<String, String> SETTINGS = Map.of(
            "OMEGA_CATALOGUE_BUILTIN", "true",
            "OMEGA_INGEST_REQUESTS_PER_MINUTE", "100000",
            "OMEGA_DOOR_CONNECTS_PER_MINUTE", "100000");

    /** For the service loader. */
    public BandwidthBenchmark() {}

    @Override
    public String name() {
        return "bandwidth";
    }

    @Override
    public String measures() {
        return "bytes of an agent's day, and the limit of a minute";
    }

    @Override
    public List<Row> run(BenchOptions options, Terminal terminal) {
        try (BenchCore core = new BenchCore(options.data(), SETTINGS);
                BenchDirectory agents = new BenchDirectory(options.data())) {
            core.awaitCatalogue();
            AgentDays days = new AgentDays(core, agents.path(), options.seed());
            terminal.line("  the other viewers' agents sync, and a round makes the item model");
            days.others();
            List<Row> rows = new ArrayList<>();
            terminal.line("  a day over QUIC");
            rows.addAll(rows(days.day()));
            terminal.line("  a viewer pushes as fast as it is answered, for three minutes");
            rows.add(Row.of(
                            TARGET,
                            "taken in any minute from a viewer that never stops, its first one included",
                            "MiB",
                            taken(core, options.seed()) / MEBIBYTE)
                    .atMost(MOST_A_MINUTE));
            return rows;
        }
    }

    private static List<Row> rows(AgentDay day) {
        return List.of(
                row("a day of 180 syncs, a new item model within it", day.usual())
                        .atMost(MOST_A_DAY),
                row("of these, with the headers of UDP and IPv4", withHeaders(day)),
                row("the item model of that day, encoded", day.itemModelBytes()),
                row("the first day's first sync: catalogue, bank and item model", day.first()));
    }

    private static Row row(String what, double bytes) {
        return Row.of(TARGET, what, "MB", bytes / MEGABYTE);
    }

    private static Row row(String what, RelayStats stats) {
        return row(what, stats.bytes());
    }

    /** 28 bytes a datagram. */
    private static double withHeaders(AgentDay day) {
        return day.usual().bytes() + 28.0 * day.usual().forwarded();
    }

    /** Most bytes of pushes that were taken within a minute, whenever that began. */
    private static long taken(BenchCore core, long seed) {
        BenchViewer viewer = core.enrol(1).getFirst();
        Tastes tastes = new Tastes(new Random(seed), PUSH);
        List<Embedding> patterns = new ArrayList<>();
        for (int p = 0; p < PUSH; p++) {
            patterns.add(tastes.near(p, 1));
        }
        SlidingSum minute = new SlidingSum(MINUTE.toNanos());
        for (long end = System.nanoTime() + NEVER_STOPS.toNanos(); System.nanoTime() < end; ) {
            long sent = System.nanoTime();
            ServerFrame answer = viewer.again(patterns);
            if (answer.hasPushAck()) {
                minute.add(sent, System.nanoTime(), viewer.pushBytes(patterns));
            } else if (answer.getRefusal().getCode() == Refusal.Code.RATE_LIMITED) {
                LockSupport.parkNanos(
                        Duration.ofMillis(Math.min(100, answer.getRefusal().getRetryAfterMs()))
                                .toNanos());
            } else {
                throw new BenchException(
                        "a push was refused: " + answer.getRefusal().getMessage());
            }
        }
        return minute.most();
    }
}
