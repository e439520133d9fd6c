package io.exogenesis.omega.lab.bench.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts a command that recommends, as a child process, and takes the time until its first recommendation can be read and the
 * memory that the process held. Script, JVM, catalogue and models are all inside the time; the file system's cache is warm.
 */
public final class StartUp {
    /** Longer than any start that is still worth a number. */
    private static final long PATIENCE_SECONDS = 60;
    /** Often enough to see the peak of a process of half a second, seldom enough to cost it nothing that can be measured. */
    private static final long SAMPLE_MILLIS = 4;

    private static final Pattern FIRST = Pattern.compile("\\s*1\\. \\S.*");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private StartUp() {}

    /**
     * What is started.
     *
     * @param name for reports
     * @param command program and arguments; its first recommendation is a line {@code 1. TITLE}
     * @param environment set beside what this process has
     */
    public record Launch(String name, List<String> command, Map<String, String> environment) {
        public Launch {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * One start.
     *
     * @param firstMillis from the start of the process to its first recommendation
     * @param endMillis from the start of the process to its end
     * @param cpuMillis time on processors, in steps of 10 ms: what a busy machine spoils least; 0 where the system does not tell
     * @param peakRssBytes the most the process held in RAM (VmHWM); 0 where the system does not tell
     * @param rssBytes what it held when it was last looked at alive (VmRSS); 0 where the system does not tell
     */
    public record Start(double firstMillis, double endMillis, long cpuMillis, long peakRssBytes, long rssBytes) {}

    /** What the system tells of a process. */
    private record Memory(long peak, long resident, long cpuMillis) {}

    /** A start failed, or recommended nothing. */
    public static final class FailedStartException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedStartException(String message) {
            super(message);
        }
    }

    /**
     * Starts the command so many times, one after the other.
     *
     * @throws FailedStartException if it ends with an error or without a recommendation, with what it wrote to its error stream
     */
    public static List<Start> measure(Launch launch, int times) {
        List<Start> starts = new ArrayList<>(times);
        for (int n = 0; n < times; n++) {
            starts.add(once(launch));
        }
        return starts;
    }

    private static Start once(Launch launch) {
        try {
            Path errors = Files.createTempFile("omega-start-", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(launch.command()).redirectError(errors.toFile());
                builder.environment().putAll(launch.environment());
                long begin = System.nanoTime();
                Process process = builder.start();
                process.getOutputStream().close();
                return watched(launch, process, begin, errors);
            } finally {
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(launch.name() + " cannot be started", e);
        }
    }

    private static Start watched(Launch launch, Process process, long begin, Path errors) throws IOException {
        Sampler sampler = new Sampler(process);
        double first = -1;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (first < 0 && FIRST.matcher(line).matches()) {
                    first = (System.nanoTime() - begin) / 1e6;
                }
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0 || first < 0) {
                throw new FailedStartException(launch.name() + " did not recommend: " + Files.readString(errors));
            }
            double end = (System.nanoTime() - begin) / 1e6;
            Memory memory = sampler.end();
            return new Start(first, end, memory.cpuMillis(), memory.peak(), memory.resident());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedStartException(launch.name() + " was not waited for");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Looks at the memory of a process as long as it lives. */
    private static final class Sampler {
        /** Of Linux's clock for /proc, on all its processors. */
        private static final int TICK_MILLIS = 10;

        private final Path status;
        private final Thread thread;
        private volatile Memory last = new Memory(0, 0, 0);

        Sampler(Process process) {
            status = Path.of("/proc", Long.toString(process.pid()), "status");
            thread = Thread.ofPlatform().daemon().name("omega-start-memory").start(() -> watch(process));
        }

        private void watch(Process process) {
            try {
                do {
                    memory().ifPresent(m -> last = m);
                } while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        Memory end() throws InterruptedException {
            thread.join();
            return last;
        }

        /** Empty where there is no /proc, and for a process that has just ended. */
        private Optional<Memory> memory() {
            try {
                String text = Files.readString(status);
                Matcher peak = PEAK.matcher(text);
                Matcher resident = RESIDENT.matcher(text);
                return peak.find() && resident.find()
                        ? Optional.of(new Memory(bytes(peak), bytes(resident), cpuMillis()))
                        : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        /** Fields 14 and 15 of proc(5)'s stat; the second, a name in parentheses, may hold anything. */
        private long cpuMillis() throws IOException {
            String stat = Files.readString(status.resolveSibling("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 14);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MILLIS;
        }

        private static long bytes(Matcher kilobytes) {
            return Long.parseLong(kilobytes.group(1)) * 1024;
        }
    }
}
