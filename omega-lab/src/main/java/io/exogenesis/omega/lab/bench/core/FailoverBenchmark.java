package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Benchmark;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.ops.console.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Two packaged Cores that share nothing, and viewers that are registered at both, with a warm standby: the one in use is killed in the middle
 * of a sync storm. The dead one is started again on its data for its books.
 */
public final class FailoverBenchmark implements Benchmark {
    private static final String TARGET = "13";
    private static final double MOST_GAP_MILLIS = 100;
    private static final double MOST_HEDGED_PERCENT = 5;

    /** For the service loader. */
    public FailoverBenchmark() {}

    @Override
    public String name() {
        return "failover";
    }

    @Override
    public String measures() {
        return "the gap in acknowledgements when the Core in use is killed";
    }

    @Override
    public List<Row> run(BenchOptions options, Terminal terminal) {
        List<FailoverStorm.Figures> runs = new ArrayList<>();
        for (int run = 0; run < options.runs(); run++) {
            FailoverStorm.Figures f = FailoverStorm.run(options, options.seed() + run);
            terminal.line(String.format(
                    Locale.ROOT,
                    "  run %d of %d: gap p50 %.1f ms, p99 %.1f ms; %d viewers, %d in the middle of a sync; %d acknowledged, %d"
                            + " lost, %d doubled at a node, %d at both; hedged in calm %.2f %%; failed: %s",
                    run + 1,
                    options.runs(),
                    f.p50(),
                    f.p99(),
                    f.viewers(),
                    f.inTheMiddle(),
                    f.acknowledged(),
                    f.lost(),
                    f.doubled(),
                    f.atBoth(),
                    f.hedgedPercent(),
                    f.failed()));
            runs.add(f);
        }
        return List.of(
                row(
                        runs,
                        "gap from kill -9 to a viewer's next durable acknowledgement, p50",
                        "ms",
                        FailoverStorm.Figures::p50),
                row(runs, "the same, p99 over the viewers", "ms", FailoverStorm.Figures::p99)
                        .atMost(MOST_GAP_MILLIS),
                row(
                                runs,
                                "sequence numbers lost, each node's books against the viewers'",
                                "numbers",
                                FailoverStorm.Figures::lost)
                        .never(),
                row(runs, "sequence numbers doubled at one node", "numbers", FailoverStorm.Figures::doubled)
                        .never(),
                row(runs, "contributions that both nodes have", "contributions", FailoverStorm.Figures::atBoth),
                row(runs, "hedged requests in calm", "% of requests", FailoverStorm.Figures::hedgedPercent)
                        .atMost(MOST_HEDGED_PERCENT));
    }

    private static Row row(
            List<FailoverStorm.Figures> runs,
            String name,
            String unit,
            ToDoubleFunction<FailoverStorm.Figures> figure) {
        return Row.of(TARGET, name, unit, runs.stream().mapToDouble(figure).toArray());
    }
}
