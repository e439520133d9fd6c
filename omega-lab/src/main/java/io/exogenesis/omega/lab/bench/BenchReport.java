package io.exogenesis.omega.lab.bench;

import java.util.List;

/**
 * The report of {@code ./omega lab bench}.
 *
 * @param benchmarks names of those that ran
 * @param seconds of the wall, all of them together
 */
public record BenchReport(Machine machine, List<Row> rows, List<String> benchmarks, double seconds) {
    public BenchReport {
        rows = List.copyOf(rows);
        benchmarks = List.copyOf(benchmarks);
    }
}
