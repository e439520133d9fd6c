package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.lab.bench.BenchDirectory;
import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.viewer.memory.NewPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What the archive, a Lucene index beside the journal, buys: the same entries once there and once in the journal's own snapshots,
 * each of which writes all of them.
 */
final class RestingPlaces {
    private static final int STORED = 50_000;
    private static final String STORED_WORDS = "50,000 patterns";
    private static final int BATCH = 1_000;
    private static final Path COUNTERS = Path.of("/proc/self/io");
    private static final double MB = 1e6;

    private RestingPlaces() {}

    static List<Row> rows(BenchOptions options) {
        List<Row> rows = new ArrayList<>();
        if (Files.isReadable(COUNTERS)) { // of Linux
            rows.addAll(rows("the archive", options, BenchMemory::new));
            rows.addAll(rows("the journal", options, BenchMemory::inJournal));
        }
        return rows;
    }

    private static List<Row> rows(String place, BenchOptions options, BiFunction<Path, Integer, BenchMemory> open) {
        double[] written = new double[options.runs()];
        double[] longest = new double[options.runs()];
        double[] opening = new double[options.runs()];
        double[] disk = new double[options.runs()];
        for (int run = 0; run < options.runs(); run++) {
            try (BenchDirectory directory = new BenchDirectory(options.data())) {
                Path state = directory.resolve("state");
                long before = bytesWritten();
                longest[run] = longestBatch(() -> open.apply(state, STORED), new Random(options.seed() + run)) / 1e6;
                written[run] = (bytesWritten() - before) / MB;
                disk[run] = BenchDirectory.size(state) / MB;
                long begun = System.nanoTime();
                try (BenchMemory memory = open.apply(state, STORED)) {
                    opening[run] = (System.nanoTime() - begun) / 1e6;
                    if (memory.bank().stats().stored() != STORED) {
                        throw new BenchException("patterns are missing in " + place);
                    }
                }
            }
        }
        String what = STORED_WORDS + ", at rest in " + place;
        return List.of(
                Row.of("3", "longest wait for a batch of 1,000 of " + what, "ms", longest),
                Row.of("3", "written for " + what, "MB", written),
                Row.of("5a", "disk of " + what, "MB", disk),
                Row.of("7", "opening a memory of " + what, "ms", opening));
    }

    /** Nanoseconds that the slowest batch took. */
    private static double longestBatch(Supplier<BenchMemory> open, Random random) {
        long longest = 0;
        try (BenchMemory memory = open.get()) {
            for (int from = 0; from < STORED; from += BATCH) {
                List<NewPattern> batch = IntStream.range(from, from + BATCH)
                        .mapToObj(n -> BenchMemory.pattern(n, BenchMemory.vector(random)))
                        .toList();
                long begun = System.nanoTime();
                memory.bank().storeAll(batch).join();
                longest = Math.max(longest, System.nanoTime() - begun);
            }
        }
        return longest;
    }

    /** By this process, cached or not. */
    private static long bytesWritten() {
        try {
            return Files.readAllLines(COUNTERS).stream()
                    .filter(line -> line.startsWith("wchar: "))
                    .mapToLong(line -> Long.parseLong(line.substring(7).trim()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new BenchException("cannot read " + COUNTERS, e);
        }
    }
}
