package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.lab.bench.agent.StartUpBench.Series;
import io.exogenesis.omega.lab.console.Terminal;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.EmbeddingCache;
import io.exogenesis.omega.lab.data.RatingsReader;
import io.exogenesis.omega.vector.ContentSpace;
import io.exogenesis.omega.vector.MiniLmEmbedder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Start-up by hand, until {@code ./omega lab bench agent} has it: {@code main ROOT RATINGS EMBEDDINGS [times]}, with the checkout's
 * root, a directory of ratings, and the directory that keeps embeddings.
 */
final class StartUpMain {
    private StartUpMain() {}

    public static void main(String[] args) throws IOException {
        Terminal terminal = Terminal.ofProcess();
        Distribution distribution = Distribution.built(Path.of(args[0]))
                .orElseThrow(() -> new StartUp.FailedStartException("nothing is packaged: ./omega package first"));
        Dataset data = RatingsReader.read(Path.of(args[1]));
        ContentSpace content = EmbeddingCache.open(Path.of(args[2]), MiniLmEmbedder.NAME)
                .space(data.items(), MiniLmEmbedder::load, terminal);
        Path work = Files.createTempDirectory("omega-bench-");
        AgentHome agent = AgentHome.lay(work.resolve("agent"), data, content, 0);
        int times = args.length > 3 ? Integer.parseInt(args[3]) : 5;
        terminal.line(agent.titles() + " titles, " + agent.ratings() + " ratings, item model " + agent.itemModel()
                + "; load " + load());
        for (Series series : StartUpBench.run(distribution, agent, work, times)) {
            terminal.line(String.format(
                    "%s %-5s first %6.0f ms, CPU %6.0f ms, peak %4d MB",
                    series.warm() ? "warm" : "cold",
                    series.query() ? "query" : "list",
                    series.medianFirstMillis(),
                    series.medianCpuMillis(),
                    series.peakRssBytes() >> 20));
        }
        distribution.downloadBytes(false).ifPresent(b -> terminal.line("download " + (b >> 20) + " MB"));
        distribution.downloadBytes(true).ifPresent(b -> terminal.line("download with Java " + (b >> 20) + " MB"));
        terminal.line("load " + load());
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
