package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.embedder.MiniLmEmbedder;
import io.exogenesis.omega.lab.data.EmbeddingCache;
import io.exogenesis.omega.lab.data.RatingsReader;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreDirectory;
import io.exogenesis.omega.vector.arithmetic.Int8;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The speed of a memory's search: rows 1 and 2 of the table of targets. Each call measures one group of figures and takes some
 * ten seconds, or minutes where the peer builds a graph of 100,000 rows.
 */
public final class SearchSpeed {
    private final SpeedSettings settings;

    public SearchSpeed(SpeedSettings settings) {
        this.settings = settings;
    }

    /**
     * Row 1: int8 comparisons per core-second in a table of so many rows, the ten best kept. The goal at 500,000 rows and more
     * is a share of what this machine's memory gives, below it is a fixed number.
     */
    public SpeedFigure comparisons(int rows) {
        return CompareSpeed.measure(rows, settings);
    }

    /**
     * Row 2: searches with a filter, with their recall; by the clock, per core-second, and exact ones.
     *
     * @param withGraph whether Lucene's graph is built over the same rows and measured at equal recall
     */
    public List<SpeedFigure> searches(SearchData data, boolean withGraph) {
        return QuerySpeed.measure(data, settings, withGraph);
    }

    /**
     * By hand: {@code SearchSpeed RATINGS SIZES COMPARED [graph]}, e.g. {@code ml-latest-small 1000,10000 10000,1000000 graph};
     * {@code -} for a list that is to be left out.
     */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        SearchSpeed speed = new SearchSpeed(SpeedSettings.DEFAULT);
        boolean graph = Arrays.asList(arguments).contains("graph");
        terminal.line(Int8.kernel() + ", load "
                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        for (int rows : sizes(arguments[2])) {
            show(speed.comparisons(rows), terminal);
        }
        long seed = SpeedSettings.DEFAULT.seed();
        for (int rows : sizes(arguments[1])) {
            speed.searches(SearchData.random(rows, seed), graph).forEach(f -> show(f, terminal));
            speed.searches(SearchData.clustered(rows, seed), graph).forEach(f -> show(f, terminal));
            if (!arguments[0].equals("-")) {
                ContentSpace titles = catalogue(Path.of(arguments[0]), terminal);
                if (rows <= titles.size() + SearchData.QUERIES) {
                    speed.searches(SearchData.real(titles, rows, seed), graph).forEach(f -> show(f, terminal));
                }
            }
        }
    }

    private static int[] sizes(String list) {
        return list.equals("-")
                ? new int[0]
                : Arrays.stream(list.split(",", -1)).mapToInt(Integer::parseInt).toArray();
    }

    private static ContentSpace catalogue(Path ratings, Terminal terminal) {
        return EmbeddingCache.open(CoreDirectory.defaultFor("lab").resolve("embeddings"), MiniLmEmbedder.NAME)
                .space(RatingsReader.read(ratings).items(), MiniLmEmbedder::load, terminal);
    }

    private static void show(SpeedFigure figure, Terminal terminal) {
        StringBuilder line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "%-46s %,14.0f %s", figure.name(), figure.value(), figure.unit()));
        figure.recall().ifPresent(r -> line.append(String.format(Locale.ROOT, ", recall %.4f", r)));
        figure.limit().ifPresent(l -> line.append(String.format(Locale.ROOT, ", limit %,.0f", l)));
        figure.goal().ifPresent(g -> line.append(String.format(Locale.ROOT, ", goal %,.0f", g)));
        figure.peer().ifPresent(p -> {
            line.append(String.format(Locale.ROOT, ", %s %,.0f", p.name(), p.value()));
            p.recall().ifPresent(r -> line.append(String.format(Locale.ROOT, " at recall %.4f", r)));
        });
        terminal.line(line.toString());
    }
}
