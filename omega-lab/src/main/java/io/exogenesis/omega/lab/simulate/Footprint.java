package io.exogenesis.omega.lab.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a process has taken until now.
 *
 * @param cpuSeconds since its start
 * @param rssBytes of memory that is its own or shared, now; null where the system does not tell
 */
record Footprint(long pid, double cpuSeconds, @Nullable Long rssBytes) {
    private static final String RSS = "VmRSS:";

    static Footprint of(ProcessHandle process) {
        double cpu =
                process.info().totalCpuDuration().map(d -> d.toMillis() / 1e3).orElse(Double.NaN);
        return new Footprint(process.pid(), cpu, rss(process.pid()));
    }

    private static @Nullable Long rss(long pid) {
        try {
            Optional<String> line = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(l -> l.startsWith(RSS))
                    .findFirst();
            return line.map(l -> Long.parseLong(l.replaceAll("\\D", "")) << 10).orElse(null);
        } catch (IOException e) {
            return null;
        }
    }
}
