package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.lab.bench.BenchDirectory;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Fork;
import io.exogenesis.omega.lab.bench.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Target 5: (a) bytes on the disk, (b) memory of one agent more. */
final class Footprint {
    private static final int PATTERNS = 10_000;
    private static final int EPISODES = 1_000;
    private static final double GOAL_DISK_MB = 5;
    private static final double GOAL_AGENT_MB = 1;
    private static final double MB = 1e6;

    private Footprint() {}

    static List<Row> rows(BenchOptions options) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of("5a", "disk of 10,000 patterns and 1,000 episodes", "MB", disk(options) / MB)
                .atMost(GOAL_DISK_MB));
        rows.add(Row.of(
                        "5b",
                        "memory of one agent more: 1,000 patterns, 1,000 choices of the viewer",
                        "MB",
                        agents(options, FootprintTrial.CHOICES))
                .atMost(GOAL_AGENT_MB));
        rows.add(Row.of(
                        "5b",
                        "memory of one agent more: 1,000 patterns, 1,000 stored episodes with vectors of their own",
                        "MB",
                        agents(options, FootprintTrial.STORED))
                .atMost(GOAL_AGENT_MB));
        return rows;
    }

    private static double disk(BenchOptions options) {
        Random random = new Random(options.seed());
        try (BenchDirectory directory = new BenchDirectory(options.data())) {
            Path state = directory.resolve("state");
            try (BenchMemory memory = new BenchMemory(state, PATTERNS)) {
                for (int from = 0; from < PATTERNS; from += EPISODES) {
                    int first = from;
                    memory.bank()
                            .storeAll(java.util.stream.IntStream.range(first, first + EPISODES)
                                    .mapToObj(n -> BenchMemory.pattern(n, BenchMemory.vector(random)))
                                    .toList())
                            .join();
                }
                memory.reflexion()
                        .storeAll(java.util.stream.IntStream.range(0, EPISODES)
                                .mapToObj(n -> BenchMemory.episode(n, BenchMemory.vector(random)))
                                .toList())
                        .join();
            }
            return BenchDirectory.size(state);
        }
    }

    private static double[] agents(BenchOptions options, String episodes) {
        double[] out = new double[options.runs()];
        for (int run = 0; run < out.length; run++) {
            try (BenchDirectory directory = new BenchDirectory(options.data())) {
                List<String> said = Fork.run(
                        FootprintTrial.class,
                        List.of("-Xmx512m", "-XX:+UseSerialGC"),
                        List.of(directory.path().toString(), episodes, Long.toString(options.seed() + run)));
                out[run] = Double.parseDouble(said.getLast()) / MB;
            }
        }
        return out;
    }
}
