package io.exogenesis.omega.lab.trend;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.trend.TrendReport.Calibration;
import io.exogenesis.omega.lab.trend.TrendReport.Discovered;
import io.exogenesis.omega.lab.trend.TrendReport.Planted;
import io.exogenesis.omega.lab.trend.TrendReport.Pushed;
import io.exogenesis.omega.lab.trend.TrendReport.Real;
import io.exogenesis.omega.lab.trend.TrendReport.Seeds;
import io.exogenesis.omega.learning.discovery.DiscoverySettings;
import io.exogenesis.omega.learning.trend.TrendSettings;
import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Measures trends and discoveries on one data set. */
public final class TrendLab {
    private static final List<Double> FACTORS = List.of(10.0, 5.0, 3.0);
    /** Candidates for the shipped threshold, judged on seeds of their own. */
    private static final List<Double> THRESHOLDS = List.of(3.0, 4.0, 4.5, 5.0, 6.0, 8.0);

    private static final List<Double> LIARS = List.of(.01, .05, .33);
    /** Streams a row: 400 planted changes give a recall of .9 an interval of ± .03. */
    private static final int TEST_STREAMS = 40;

    private static final int CALIBRATION_STREAMS = 10;
    private static final int LIAR_STREAMS = 20;
    private static final int SPLITS = 5;
    /** Seeds of one run lie in [1000·seed, 1000·seed + 1000): calibration first, test from the middle on. */
    private static final int SEED_SPAN = 1_000;

    private final Dataset dataset;
    private final long seed;
    private final Supplier<Embedder> embedders;
    private final Terminal terminal;

    /** @param embedders makes the embedder of titles when it is needed; it is closed afterwards */
    public TrendLab(Dataset dataset, long seed, Supplier<Embedder> embedders, Terminal terminal) {
        this.dataset = dataset;
        this.seed = seed;
        this.embedders = embedders;
        this.terminal = terminal;
    }

    /** @throws io.exogenesis.omega.lab.data.DatasetException if the timestamps tell no days */
    public TrendReport run() {
        long start = System.nanoTime();
        Sessions sessions = Sessions.of(dataset);
        TrendSettings shipped = TrendSettings.DEFAULT;
        SimulatedStreams streams =
                new SimulatedStreams(sessions, dataset.items().size());
        List<Planted> planted = new ArrayList<>();
        List<Calibration> calibration = new ArrayList<>();
        List<Pushed> pushed = new ArrayList<>();
        int steps = FACTORS.size() * (1 + THRESHOLDS.size()) + LIARS.size();
        try (Progress progress = terminal.progress("planted changes", steps)) {
            for (double threshold : THRESHOLDS) {
                calibration.add(new Calibration(
                        threshold, rows(streams, shipped.withThreshold(threshold), calibrationSeeds(), progress)));
            }
            planted.addAll(rows(streams, shipped, testSeeds(TEST_STREAMS), progress));
            for (double liars : LIARS) {
                pushed.add(new PlantedChanges(streams, shipped)
                        .pushed(liars, LongStream.rangeClosed(testFrom(), testFrom() + LIAR_STREAMS - 1)));
                progress.step();
            }
        }
        List<Real> real = real(sessions, shipped);
        Discovered discovery = discovery();
        return new TrendReport(
                dataset.name(),
                dataset.items().size(),
                seed,
                new Seeds(ends(calibrationSeeds()), ends(testSeeds(TEST_STREAMS))),
                shipped.threshold(),
                planted,
                calibration,
                pushed,
                real,
                discovery,
                (System.nanoTime() - start) / 1e9);
    }

    private static List<Planted> rows(
            SimulatedStreams streams, TrendSettings settings, List<Long> seeds, Progress progress) {
        List<Planted> rows = new ArrayList<>();
        for (double factor : FACTORS) {
            rows.add(new PlantedChanges(streams, settings)
                    .measure(factor, seeds.stream().mapToLong(s -> s)));
            progress.step();
        }
        return rows;
    }

    private List<Real> real(Sessions sessions, TrendSettings shipped) {
        RealTimestamps real = new RealTimestamps(dataset, sessions, shipped);
        try (Progress progress = terminal.progress("real timestamps", 2)) {
            Real ratings = real.ratings();
            progress.step();
            Real samples = real.samples();
            progress.step();
            return List.of(ratings, samples);
        }
    }

    /** Null, with a line that says why, where titles cannot be embedded. */
    private @Nullable Discovered discovery() {
        try (Embedder embedder = embedders.get();
                Progress progress = terminal.progress("discovery", 2)) {
            TextCosines cosines = new TextCosines(dataset.items(), embedder);
            progress.step();
            Discovered found = new Replication(dataset, cosines, DiscoverySettings.DEFAULT)
                    .measure(LongStream.range(testFrom(), testFrom() + SPLITS));
            progress.step();
            return found;
        } catch (EmbedderUnavailableException e) {
            terminal.line("Discovery was not measured: " + e.getMessage());
            return null;
        }
    }

    private long testFrom() {
        return seed * SEED_SPAN + SEED_SPAN / 2;
    }

    private List<Long> calibrationSeeds() {
        return LongStream.range(seed * SEED_SPAN, seed * SEED_SPAN + CALIBRATION_STREAMS)
                .boxed()
                .toList();
    }

    private List<Long> testSeeds(int n) {
        return LongStream.range(testFrom(), testFrom() + n).boxed().toList();
    }

    private static List<Long> ends(List<Long> seeds) {
        return List.of(seeds.getFirst(), seeds.getLast());
    }
}
