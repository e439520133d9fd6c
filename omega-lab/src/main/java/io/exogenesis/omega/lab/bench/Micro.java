package io.exogenesis.omega.lab.bench;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks of a class; each run is a fork, so that one unlucky compilation does not decide. */
final class Micro {
    private static final int ITERATIONS = 3;

    private Micro() {}

    /** Method → milliseconds of a core for one operation, one figure a fork. */
    static Map<String, double[]> run(Class<?> type, BenchOptions options) {
        Options jmh = new OptionsBuilder()
                .include(type.getName().replace(".", "\\.") + "\\.")
                .forks(options.runs())
                .warmupIterations(ITERATIONS)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(CpuProfiler.class)
                .jvmArgs(
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-modules=jdk.incubator.vector",
                        "-XX:+UseParallelGC",
                        "-Xmx2g",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-Domega.bench.seed=" + options.seed())
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            return byMethod(new Runner(jmh).run());
        } catch (RunnerException e) {
            throw new BenchException(type.getSimpleName() + " could not be run: " + e.getMessage(), e);
        }
    }

    private static Map<String, double[]> byMethod(Collection<RunResult> results) {
        Map<String, double[]> out = new TreeMap<>();
        for (RunResult result : results) {
            String label = result.getParams().getBenchmark();
            out.put(
                    label.substring(label.lastIndexOf('.') + 1),
                    result.getBenchmarkResults().stream()
                            .mapToDouble(Micro::cpu)
                            .toArray());
        }
        return out;
    }

    private static double cpu(BenchmarkResult fork) {
        Result<?> found = fork.getSecondaryResults().get(CpuProfiler.LABEL);
        if (found == null) {
            throw new BenchException("JMH reports no processor time");
        }
        return found.getScore();
    }
}
