package io.exogenesis.omega.lab.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where and when was measured.
 *
 * @param cpu the processor's name, or its architecture where the system does not tell
 * @param memoryBytes of the machine
 * @param jdk vendor and version
 * @param load mean number of busy processes in the minute before; above {@code cores} others were at work, too
 * @param date UTC, to the second
 */
public record Machine(
        String cpu,
        int cores,
        long memoryBytes,
        String jdk,
        String os,
        @Nullable Double load,
        String date) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** This machine, now. */
    public static Machine here(InstantSource clock) {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        double load = system.getSystemLoadAverage();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new Machine(
                cpuName(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize(),
                System.getProperty("java.vendor") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                load < 0 ? null : load,
                now.toString());
    }

    private static String cpuName() {
        if (Files.isReadable(CPU_INFO)) {
            try {
                return Files.readAllLines(CPU_INFO).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException e) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }

    /** One line for a person. */
    public String line() {
        return cpu + ", " + cores + " cores, " + (memoryBytes >> 30) + " GiB, " + jdk + ", " + os + ", load "
                + (load == null ? "unknown" : String.format(Locale.ROOT, "%.1f", load)) + ", " + date;
    }
}
