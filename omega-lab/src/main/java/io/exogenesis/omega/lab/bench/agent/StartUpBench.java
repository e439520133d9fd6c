package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.lab.bench.agent.StartUp.Launch;
import io.exogenesis.omega.lab.bench.agent.StartUp.Start;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
    /** Kinds before this one are cold. */
    private static final int COLD = 2;

    private StartUpBench() {}

    /**
     * The starts of one kind.
     *
     * @param warm whether our caches were there
     * @param query whether the recommendation was for a text, which needs the embedder
     */
    public record Series(boolean warm, boolean query, List<Start> starts) {
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
     * @return cold list, cold query, warm list, warm query
     */
    public static List<Series> run(Distribution distribution, AgentHome agent, Path work, int times) {
        Path cache = work.resolve("cache");
        warmUp(distribution, cache);
        List<Launch> kinds = new ArrayList<>();
        for (boolean warm : new boolean[] {false, true}) {
            for (boolean query : new boolean[] {false, true}) {
                kinds.add(launch(distribution, agent, warm ? cache : work.resolve("none"), query));
            }
        }
        List<List<Start>> starts =
                kinds.stream().<List<Start>>map(k -> new ArrayList<>()).toList();
        for (int n = 0; n < times; n++) {
            for (int k = 0; k < kinds.size(); k++) {
                if (k < COLD) {
                    withoutReadyCatalogue(agent.directory());
                }
                starts.get(k).addAll(StartUp.measure(kinds.get(k), 1));
            }
        }
        List<Series> all = new ArrayList<>();
        for (int k = 0; k < kinds.size(); k++) {
            all.add(new Series(k >= COLD, k % 2 == 1, starts.get(k)));
        }
        return all;
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
    static Launch launch(Distribution distribution, AgentHome agent, Path cache, boolean query) {
        List<String> command = new ArrayList<>(List.of(
                distribution.launcher().toString(),
                "recommend",
                "--data",
                agent.directory().toString()));
        if (query) {
            command.addAll(List.of("--query", "a quiet film about the sea"));
        }
        return new Launch(query ? "recommend --query" : "recommend", command, Map.of(CACHE, cache.toString()));
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
