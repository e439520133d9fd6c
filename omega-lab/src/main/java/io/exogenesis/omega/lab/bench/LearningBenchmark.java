package io.exogenesis.omega.lab.bench;

import io.exogenesis.omega.ops.console.Terminal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What agents and rounds do over and over: clustering, medians, scores and rankings. */
public final class LearningBenchmark implements Benchmark {
    /** Issue of the agent: nobody waits for a list. */
    private static final double GOAL_RANKING = 20;

    private static final String UNIT = "ms of one core";

    @Override
    public String name() {
        return "learning";
    }

    @Override
    public String measures() {
        return "clustering, geometric median, scoring and ranking of 10,000 titles, int8 comparisons (JMH)";
    }

    @Override
    public List<Row> run(BenchOptions options, Terminal terminal) {
        terminal.line("  " + options.runs() + " JVMs for each of five operations, about 8 s each");
        Map<String, double[]> measured = Micro.run(LearningMicro.class, options);
        return List.of(
                row("full ranking of 10,000 titles, history of 200", measured, "ranking")
                        .atMost(GOAL_RANKING),
                row("scores of 10,000 titles, history of 200", measured, "scoring"),
                row("clustering of 1,000 patterns", measured, "clustering"),
                row("geometric median of 1,000 votes", measured, "median"),
                comparisons(measured));
    }

    private static Row row(String name, Map<String, double[]> measured, String method) {
        return Row.of("learning", name, UNIT, of(measured, method));
    }

    private static Row comparisons(Map<String, double[]> measured) {
        double[] millions = Arrays.stream(of(measured, "comparing"))
                .map(millis -> LearningMicro.ROWS / millis / 1e3)
                .toArray();
        return Row.of(
                "learning",
                String.format(Locale.ROOT, "int8 comparisons one by one, %,d vectors", LearningMicro.ROWS),
                "M/s of one core",
                millions);
    }

    private static double[] of(Map<String, double[]> measured, String method) {
        double[] found = measured.get(method);
        if (found == null) {
            throw new BenchException("JMH did not measure " + method + ", only " + measured.keySet());
        }
        return found;
    }
}
