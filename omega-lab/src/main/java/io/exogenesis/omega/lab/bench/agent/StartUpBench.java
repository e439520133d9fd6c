package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.lab.bench.agent.StartUp.Launch;
import io.exogenesis.omega.lab.bench.agent.StartUp.Start;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The starts that rows 5c, 6 and 7 of the targets speak of: cold (no cache of ours) and warm (after {@code omega-viewer warm-up}),
 * each for a plain list (catalogue, item model, history) and for a query, which loads the sentence embedder too. Kinds take
 * turns, so that a machine that gets busier is busier for all.
 */
public final class StartUpBench {
    private static final String CACHE = "OMEGA_VIEWER_CACHE";
    private static final List<String> QUERY = List.of("--query", "a quiet film about the sea");

    private StartUpBench() {}

    /** A way to start, in the order in which they take turns: cold ones first. */
    public enum Kind {
        COLD_LIST(false, "list", List.of()),
        COLD_QUERY(false, "answer to a query, embedder included", QUERY),
        WARM_LIST(true, "list", List.of()),
        WARM_QUERY(true, "answer to a query, embedder included", QUERY),
        /** {@code -k10} in one piece: what the agent's own reader of a plain command line leaves to the library. */
        WARM_LIST_BY_LIBRARY(true, "list, command line read by picocli", List.of("-k10"));

        private final boolean warm;
        private final String result;
        private final List<String> arguments;

        Kind(boolean warm, String result, List<String> arguments) {
            this.warm = warm;
            this.result = result;
            this.arguments = arguments;
        }

        /** Whether our caches are there. */
        public boolean warm() {
            return warm;
        }

        /** What is asked for, in words. */
        public String result() {
            return result;
        }
    }

    /** The starts of one kind. */
    public record Series(Kind kind, List<Start> starts) {
        public Series {
            starts = List.copyOf(starts);
        }

        /** Median of the milliseconds to the first recommendation. */
        public double medianFirstMillis() {
            return median(starts.stream().mapToDouble(Start::firstMillis).toArray());
        }

        /** Median of the milliseconds on processors. */
        public double medianCpuMillis() {
            return median(starts.stream().mapToDouble(Start::cpuMillis).toArray());
        }

        /** The largest peak of all starts, bytes. */
        public long peakRssBytes() {
            return starts.stream().mapToLong(Start::peakRssBytes).max().orElse(0);
        }
    }

    /**
     * Measures.
     *
     * @param work an empty directory for caches
     * @param times starts of each kind, ≥ 1
     * @return the kinds in their order
     */
    public static List<Series> run(Distribution distribution, AgentHome agent, Path work, int times) {
        Path cache = work.resolve("cache");
        warmUp(distribution, cache);
        Map<Kind, List<Start>> starts = new EnumMap<>(Kind.class);
        for (int n = 0; n < times; n++) {
            for (Kind kind : Kind.values()) {
                if (!kind.warm) {
                    withoutReadyCatalogue(agent.directory());
                }
                Launch launch = launch(distribution, agent, kind.warm ? cache : work.resolve("none"), kind.arguments);
                starts.computeIfAbsent(kind, k -> new ArrayList<>()).addAll(StartUp.measure(launch, 1));
            }
        }
        return starts.entrySet().stream()
                .map(e -> new Series(e.getKey(), e.getValue()))
                .toList();
    }

    /** The catalogue that is kept ready beside its source is a cache of ours, too. */
    private static void withoutReadyCatalogue(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("ready-"))
                    .toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command that recommends, with the caches of a directory, which need not exist. */
    private static Launch launch(Distribution distribution, AgentHome agent, Path cache, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                distribution.launcher().toString(),
                "recommend",
                "--data",
                agent.directory().toString()));
        command.addAll(arguments);
        return new Launch("recommend " + String.join(" ", arguments), command, Map.of(CACHE, cache.toString()));
    }

    private static void warmUp(Distribution distribution, Path cache) {
        ProcessBuilder builder = new ProcessBuilder(distribution.launcher().toString(), "warm-up")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put(CACHE, cache.toString());
        try {
            int code = builder.start().waitFor();
            if (code != 0) {
                throw new StartUp.FailedStartException("omega-viewer warm-up ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("omega-viewer warm-up cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartUp.FailedStartException("omega-viewer warm-up was not waited for");
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
