package io.exogenesis.omega.lab.bench;

import io.exogenesis.omega.learning.cluster.Cluster;
import io.exogenesis.omega.learning.cluster.ClusterPoint;
import io.exogenesis.omega.learning.cluster.Clustering;
import io.exogenesis.omega.learning.fusion.GeometricMedian;
import io.exogenesis.omega.learning.item.ItemMemory;
import io.exogenesis.omega.learning.item.ItemModelBuilder;
import io.exogenesis.omega.learning.item.ItemSettings;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.arithmetic.Int8;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.recommend.Knowledge;
import io.exogenesis.omega.viewer.internal.recommend.Ranking;
import io.exogenesis.omega.viewer.internal.recommend.TitleScorer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Operations that an agent or a round repeats, for JMH. {@link LearningBenchmark} runs it and knows what is asked of each. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LearningMicro {
    static final int PATTERNS = 1_000;
    static final int VOTES = 1_000;
    static final int HISTORY = 200;
    static final int ROWS = 10_000;

    private static final int VIEWERS = 1_000;

    static {
        // This class lives in JMH's forks only; what libraries say there would stand between the lines of the command.
        Logger.getLogger("").setLevel(Level.WARNING);
    }

    private static Random random() {
        return new Random(Long.getLong("omega.bench.seed", 1));
    }

    /** Votes near one taste, and patterns near many. */
    @State(Scope.Benchmark)
    public static class Patterns {
        List<float[]> votes = new ArrayList<>();
        double[] weights = new double[VOTES];
        List<ClusterPoint> points = new ArrayList<>();

        @Setup
        public void make() {
            Tastes tastes = new Tastes(random(), PATTERNS / 5);
            for (int v = 0; v < VOTES; v++) {
                votes.add(tastes.near(0, .9).toFloats());
                weights[v] = .1 + .9 * v / VOTES;
            }
            for (int p = 0; p < PATTERNS; p++) {
                points.add(new ClusterPoint("v" + p, tastes.any(), 1));
            }
        }
    }

    /** One viewer in front of 10,000 titles with an item model of 1,000 others. */
    @State(Scope.Benchmark)
    public static class Agent {
        private final TitleScorer scorer = new TitleScorer();

        @SuppressWarnings("NullAway.Init") // set by JMH
        private Knowledge knowledge;

        @Setup
        public void make() {
            Random random = random();
            Synthetic world = new Synthetic(random);
            List<MediaItem> items = world.content().ids().stream()
                    .map(id -> MediaItem.builder(id, "Title " + id)
                            .year(1900 + random.nextInt(126))
                            .genres(List.of("Drama"))
                            .build())
                    .toList();
            ItemMemory memory =
                    ItemMemory.empty(ItemSettings.DEFAULT).with(world.samples(VIEWERS), ItemSettings.DEFAULT);
            knowledge = new Knowledge(
                    history(world, random),
                    List.of(),
                    new Catalogue(1, items, world.content()),
                    Optional.of(new ItemModelBuilder(ItemSettings.DEFAULT).build(memory, world.content(), 1)));
        }

        private static List<WatchedTitle> history(Synthetic world, Random random) {
            TreeSet<Integer> seen = new TreeSet<>();
            while (seen.size() < HISTORY) {
                seen.add(random.nextInt(Synthetic.TITLES));
            }
            List<WatchedTitle> out = new ArrayList<>();
            for (int title : seen) {
                out.add(WatchedTitle.of(
                                world.content().id(title), 0, 0, Instant.EPOCH.plusSeconds(out.size()), out.size())
                        .withRating(1 + random.nextInt(5)));
            }
            return out;
        }
    }

    /** Codes of 10,000 embeddings, and one that is compared with all. */
    @State(Scope.Benchmark)
    public static class Codes {
        byte[][] rows = new byte[ROWS][];
        byte[] query = new byte[0];

        @Setup
        public void make() {
            Random random = random();
            Tastes tastes = new Tastes(random, ROWS);
            Arrays.setAll(rows, r -> tastes.near(r, 1).codes());
            query = tastes.any().codes();
        }
    }

    @Benchmark
    public List<Cluster> clustering(Patterns p) {
        return Clustering.of(p.points, .8);
    }

    @Benchmark
    public Optional<float[]> median(Patterns p) {
        return GeometricMedian.ofDirections(p.votes, p.weights);
    }

    @Benchmark
    public float[] scoring(Agent a) {
        return a.scorer.scores(RankMode.FEDERATED, a.knowledge);
    }

    @Benchmark
    public int[] ranking(Agent a) {
        return Ranking.of(a.knowledge.catalogue(), a.scorer.scores(RankMode.FEDERATED, a.knowledge));
    }

    @Benchmark
    public int comparing(Codes c) {
        int best = Integer.MIN_VALUE;
        for (byte[] row : c.rows) {
            best = Math.max(best, Int8.dot(c.query, row));
        }
        return best;
    }
}
