package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Benchmark;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.lab.console.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Rows 1 to 7 of the targets: one agent's memory. */
public final class AgentBenchmark implements Benchmark {
    @Override
    public String name() {
        return "agent";
    }

    @Override
    public String measures() {
        return "search, storage, footprint and start of one agent";
    }

    @Override
    public List<Row> run(BenchOptions options, Terminal terminal) {
        List<Row> rows = new ArrayList<>();
        rows.addAll(new StoreSpeed(options, terminal).rows());
        rows.addAll(Footprint.rows(options));
        return rows;
    }
}
