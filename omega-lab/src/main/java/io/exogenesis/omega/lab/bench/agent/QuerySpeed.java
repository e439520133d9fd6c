package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.lab.bench.agent.SpeedFigure.Peer;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix.Match;
import io.exogenesis.omega.vector.scan.ScanCopy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Row 2: searches a second on one thread, every query another one, k = {@value #K} and a filter that 70 % of the rows pass.
 * The filter's set of rows is what an owner keeps for a bound in use; making it is not part of a search.
 */
final class QuerySpeed {
    static final String TARGET = "2";
    static final int K = 20;
    private static final double LEAST_RATE = .7;
    private static final double ADMITTED = .7;
    /** Queries whose answers are compared with the exact ones. */
    private static final int JUDGED = 300;

    private QuerySpeed() {}

    /** Three figures: searches by the clock, searches per core-second beside the peer, and exact searches per core-second. */
    static List<SpeedFigure> measure(SearchData data, SpeedSettings settings, boolean withGraph) {
        ScanCopy copy = new ScanCopy();
        data.rows().forEach(copy::add);
        double[] rates = successRates(data.rows().size(), settings.seed());
        BitSet admitted = new BitSet(rates.length);
        IntStream.range(0, rates.length).filter(row -> rates[row] >= LEAST_RATE).forEach(admitted::set);
        List<Embedding> queries = data.queries();
        List<Set<Integer>> exact = queries.subList(0, Math.min(JUDGED, queries.size())).stream()
                .map(q -> rows(copy.exact(q, K, admitted, -1)))
                .toList();
        double recall = recall(copy, queries, admitted, exact);
        Rates searches = Rates.of(settings, i -> first(copy.search(queries.get(i % queries.size()), K, admitted, -1)));
        Rates scans = Rates.of(settings, i -> first(copy.exact(queries.get(i % queries.size()), K, admitted, -1)));
        Optional<Peer> graph = withGraph ? Optional.of(graph(data, rates, exact, recall, settings)) : Optional.empty();

        String what = data.kind() + ", " + data.rows().size() + " rows";
        List<SpeedFigure> figures = new ArrayList<>();
        SpeedFigure wall = SpeedFigure.of(TARGET, "searches, " + what, "searches/s", searches.wall())
                .withRecall(recall);
        SpeedFigure core = SpeedFigure.of(
                        TARGET, "searches per core-second, " + what, "searches/core-second", searches.core())
                .withRecall(recall);
        figures.add(goal(wall, data.rows().size()));
        figures.add(goal(graph.map(core::beside).orElse(core), data.rows().size()));
        figures.add(SpeedFigure.of(TARGET, "exact searches, " + what, "searches/core-second", scans.core())
                .withRecall(1));
        return figures;
    }

    /** The target names goals at 10,000 and 100,000 rows; a catalogue of 9,000 counts as the former. */
    private static SpeedFigure goal(SpeedFigure figure, int rows) {
        if (rows >= 8_000 && rows <= 10_000) {
            return figure.atLeast(20_000);
        }
        return rows == 100_000 ? figure.atLeast(5_000) : figure;
    }

    private static Peer graph(
            SearchData data, double[] rates, List<Set<Integer>> exact, double recall, SpeedSettings settings) {
        try (GraphPeer peer = new GraphPeer(data.rows(), rates, LEAST_RATE)) {
            return peer.measure(data.queries(), exact, K, recall, settings);
        }
    }

    private static double[] successRates(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] rates = new double[rows];
        for (int r = 0; r < rows; r++) {
            rates[r] =
                    random.nextDouble() < ADMITTED ? random.nextDouble(LEAST_RATE, 1) : random.nextDouble(LEAST_RATE);
        }
        return rates;
    }

    private static double recall(ScanCopy copy, List<Embedding> queries, BitSet admitted, List<Set<Integer>> exact) {
        int found = 0;
        int wanted = 0;
        for (int q = 0; q < exact.size(); q++) {
            Set<Integer> rows = rows(copy.search(queries.get(q), K, admitted, -1));
            wanted += exact.get(q).size();
            rows.retainAll(exact.get(q));
            found += rows.size();
        }
        return (double) found / wanted;
    }

    private static Set<Integer> rows(List<Match> matches) {
        Set<Integer> rows = new HashSet<>();
        matches.forEach(m -> rows.add(m.row()));
        return rows;
    }

    private static double first(List<Match> matches) {
        return matches.getFirst().score();
    }
}
