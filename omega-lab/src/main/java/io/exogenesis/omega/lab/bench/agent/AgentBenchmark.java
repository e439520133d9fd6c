package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.embedder.MiniLmEmbedder;
import io.exogenesis.omega.lab.bench.BenchDirectory;
import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Benchmark;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.lab.bench.agent.StartUpBench.Series;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.EmbeddingCache;
import io.exogenesis.omega.lab.data.RatingsReader;
import io.exogenesis.omega.lab.demo.SimulatedViewers;
import io.exogenesis.omega.model.BuiltInCatalogue;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreDirectory;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Rows 1 to 7 of the targets: one agent's memory, its footprint and its start. */
public final class AgentBenchmark implements Benchmark {
    private static final int SMALL = 1_000;
    private static final int USUAL = 10_000;
    private static final int LARGE = 100_000;
    private static final int HUGE = 1_000_000;
    private static final int VIEWERS = 200;
    private static final double COLD_MILLIS = 1_500;
    private static final double WARM_MILLIS = 400;
    private static final double RSS_MB = 160;
    private static final double DOWNLOAD_MB = 75;
    private static final double MB = 1 << 20;

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
        Distribution distribution = Distribution.built(Path.of(System.getProperty("omega.root", ".")))
                .orElseThrow(() -> new BenchException("the viewer is not packaged: ./omega package does it"));
        Peers peers = options.peers() ? Peers.measured(options, terminal) : Peers.NONE;
        Dataset data = options.ratings().map(RatingsReader::read).orElseGet(() -> simulated(options.seed()));
        ContentSpace content = EmbeddingCache.open(
                        CoreDirectory.defaultFor("lab").resolve("embeddings"), MiniLmEmbedder.NAME)
                .space(data.items(), MiniLmEmbedder::load, terminal);
        List<Row> rows = new ArrayList<>();
        rows.addAll(search(options, content, terminal));
        rows.addAll(new StoreSpeed(options, terminal).rows());
        rows.addAll(RestingPlaces.rows(options));
        rows.addAll(Footprint.rows(options));
        rows.addAll(starts(options, distribution, data, content));
        return peers.beside(rows);
    }

    private static Dataset simulated(long seed) {
        return SimulatedViewers.of(
                BuiltInCatalogue.titles(), VIEWERS, Instant.parse("2026-01-01T00:00:00Z"), new Random(seed));
    }

    private static List<Row> search(BenchOptions options, ContentSpace content, Terminal terminal) {
        SpeedSettings settings = new SpeedSettings(
                options.runs(), SpeedSettings.DEFAULT.run(), SpeedSettings.DEFAULT.warmUp(), options.seed());
        SearchSpeed speed = new SearchSpeed(settings);
        List<SpeedFigure> figures = new ArrayList<>();
        for (int rows : new int[] {USUAL, HUGE}) {
            figures.add(speed.comparisons(rows));
        }
        for (int rows : new int[] {SMALL, USUAL, LARGE}) {
            terminal.line("  searches among " + rows + " rows");
            boolean graph = rows <= USUAL || options.full(); // the peer's graph of 100,000 takes minutes to build
            figures.addAll(speed.searches(SearchData.random(rows, options.seed()), graph));
            figures.addAll(speed.searches(SearchData.clustered(rows, options.seed()), graph));
            if (rows <= USUAL) { // as many as the catalogue has
                figures.addAll(speed.searches(SearchData.real(content, rows, options.seed()), graph));
            }
        }
        return figures.stream().flatMap(f -> rows(f).stream()).toList();
    }

    /** A figure, its recall if it has one, and the peer's. */
    private static List<Row> rows(SpeedFigure f) {
        String recall = f.recall().isPresent()
                ? String.format(Locale.ROOT, ", recall %.4f", f.recall().getAsDouble())
                : "";
        Row row = Row.of(
                f.target(),
                f.name() + recall,
                f.unit(),
                f.runs().stream().mapToDouble(Double::doubleValue).toArray());
        if (f.limit().isPresent()) {
            row = row.ofLimit(f.limit().getAsDouble());
        }
        if (f.goal().isPresent()) {
            row = row.atLeast(f.goal().getAsDouble());
        }
        if (f.peer().isPresent()) {
            SpeedFigure.Peer p = f.peer().get();
            String found = p.recall().isPresent()
                    ? String.format(Locale.ROOT, " at recall %.4f", p.recall().getAsDouble())
                    : "";
            row = row.beside(p.name() + found, p.value());
        }
        return List.of(row);
    }

    private static List<Row> starts(
            BenchOptions options, Distribution distribution, Dataset data, ContentSpace content) {
        try (BenchDirectory directory = new BenchDirectory(options.data())) {
            AgentHome agent = AgentHome.lay(directory.resolve("agent"), data, content, 0);
            List<Row> rows = new ArrayList<>();
            for (Series series : StartUpBench.run(distribution, agent, directory.path(), options.runs())) {
                boolean warm = series.kind().warm();
                String what = (warm ? "warm start" : "cold start") + " to the first "
                        + series.kind().result() + " of " + agent.titles() + " titles";
                Row row = Row.of(
                        warm ? "7" : "6",
                        what,
                        "ms",
                        series.starts().stream()
                                .mapToDouble(StartUp.Start::firstMillis)
                                .toArray());
                rows.add(row.atMost(warm ? WARM_MILLIS : COLD_MILLIS));
                rows.add(Row.of("5c", "peak memory of the process, " + what, "MB", series.peakRssBytes() / MB)
                        .atMost(RSS_MB));
            }
            rows.addAll(EmbeddedJars.rows());
            distribution
                    .downloadBytes(false)
                    .ifPresent(b -> rows.add(Row.of("5c", "download with the model, without Java", "MB", b / MB)
                            .atMost(DOWNLOAD_MB)));
            distribution
                    .downloadBytes(true)
                    .ifPresent(
                            b -> rows.add(Row.of("5c", "download with the model and a Java of its own", "MB", b / MB)));
            return rows;
        }
    }
}
