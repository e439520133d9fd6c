package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Agents in a JVM of its own: {@code main DIRECTORY choices|stored SEED} prints the bytes, on the heap and outside, that one
 * agent more keeps: (with 41 agents − with 1) / 40.
 */
final class FootprintTrial {
    static final String CHOICES = "choices";
    static final String STORED = "stored";
    private static final int MORE = 40;
    private static final int ENTRIES = 1_000;

    private FootprintTrial() {}

    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        boolean stored = args[1].equals(STORED);
        Random random = new Random(Long.parseLong(args[2]));
        try (ViewerRuntime shared = ViewerRuntime.in(directory.resolve("shared"))) {
            List<ViewerAgent> agents = new ArrayList<>();
            agents.add(agent(directory, 0, shared, stored, random));
            long one = used();
            for (int n = 1; n <= MORE; n++) {
                agents.add(agent(directory, n, shared, stored, random));
            }
            long all = used();
            System.out.println((all - one) / MORE);
            Reference.reachabilityFence(agents);
            agents.forEach(ViewerAgent::close);
        }
    }

    /** Opened anew after it was filled, as it is after a start. */
    private static ViewerAgent agent(Path directory, int n, ViewerRuntime shared, boolean stored, Random random) {
        ViewerAgentConfig config = ViewerAgentConfig.builder(
                        new ViewerId("viewer-" + n), directory.resolve("viewer-" + n))
                .syncInterval(Duration.ZERO)
                .build();
        try (ViewerAgent filling = shared.open(config)) {
            filling.reasoningBank()
                    .storeAll(IntStream.range(0, ENTRIES)
                            .mapToObj(p -> BenchMemory.pattern(p, BenchMemory.vector(random)))
                            .toList())
                    .join();
            if (stored) {
                filling.reflexion()
                        .storeAll(IntStream.range(0, ENTRIES)
                                .mapToObj(p -> BenchMemory.episode(p, BenchMemory.vector(random)))
                                .toList())
                        .join();
            } else {
                filling.replay(IntStream.range(0, ENTRIES)
                                .mapToObj(FootprintTrial::view)
                                .toList())
                        .join();
            }
        }
        return shared.open(config);
    }

    private static ViewerEvent view(int n) {
        return new ViewerEvent.View(
                new MediaId("title-" + n),
                Duration.ofMinutes(n % 120),
                n % 3 == 0,
                Instant.EPOCH.plus(Duration.ofHours(n)));
    }

    private static long used() {
        long least = Long.MAX_VALUE;
        for (int n = 0; n < 3; n++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        long outside = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return least + outside;
    }
}
