package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchDirectory;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Benchmark;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** From the start of a Core's process until it says that it is ready, beside Liberty alone with the same features. */
public final class StartBenchmark implements Benchmark {
    private static final String TARGET = "19";
    private static final double MOST_SECONDS = 10;
    private static final double MOST_MORE = 2;

    /** For the service loader. */
    public StartBenchmark() {}

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String measures() {
        return "a Core's start until it is ready, beside Liberty alone with the same features";
    }

    /** @param seconds on the clock; @param processor seconds of all its threads */
    record Start(double seconds, double processor) {
        /** Of a process that became ready just now. */
        static Start since(long begunNanos, ProcessHandle process) {
            double seconds = (System.nanoTime() - begunNanos) / 1e9;
            return new Start(seconds, BenchCore.processorTime(process).toNanos() / 1e9);
        }
    }

    private record Starts(Start first, Start again, Start bare) {}

    @Override
    public List<Row> run(BenchOptions options, Terminal terminal) {
        List<Starts> runs = new ArrayList<>();
        for (int run = 0; run < options.runs(); run++) {
            Starts s = one(options);
            runs.add(s);
            terminal.line(String.format(
                    Locale.ROOT,
                    "  run %d of %d: first %.1f s, again %.1f s, Liberty alone %.1f s",
                    run + 1,
                    options.runs(),
                    s.first.seconds,
                    s.again.seconds,
                    s.bare.seconds));
        }
        double bare = row(runs, "bare", "s", s -> s.bare.seconds).value();
        double bareProcessor = row(runs, "bare", "s", s -> s.bare.processor).value();
        return List.of(
                row(runs, "first start, with an empty data directory", "s", s -> s.first.seconds)
                        .atMost(MOST_SECONDS),
                row(runs, "start again", "s", s -> s.again.seconds)
                        .beside("Liberty alone", bare)
                        .atMost(MOST_SECONDS),
                row(runs, "start again, more than Liberty alone", "s", s -> s.again.seconds - s.bare.seconds)
                        .atMost(MOST_MORE),
                row(runs, "processor time of a start again", "s", s -> s.again.processor)
                        .beside("Liberty alone", bareProcessor));
    }

    private static Row row(List<Starts> runs, String name, String unit, ToDoubleFunction<Starts> figure) {
        return Row.of(TARGET, name, unit, runs.stream().mapToDouble(figure).toArray());
    }

    private static Starts one(BenchOptions options) {
        try (BenchDirectory data = new BenchDirectory(options.data());
                BenchDirectory other = new BenchDirectory(options.data())) {
            return new Starts(core(data), core(data), BareServer.start(other.path()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Start core(BenchDirectory data) {
        long begun = System.nanoTime();
        try (CoreProcess core = CoreProcess.start(CoreInstall.found(), data.path(), CorePorts.ANY, Map.of())
                .endingWithThisJvm()) {
            core.awaitReady();
            return Start.since(begun, core.process());
        }
    }
}
