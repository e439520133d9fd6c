package io.exogenesis.omega.viewer.internal.recommend;

import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ConflictStrategies;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.agent.TestCatalogue;
import io.exogenesis.omega.viewer.internal.memory.BoundedExecutor;
import io.exogenesis.omega.viewer.internal.memory.LocalReasoningBank;
import io.exogenesis.omega.viewer.internal.memory.LocalSkillLibrary;
import io.exogenesis.omega.viewer.internal.memory.TestTexts;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.KnownPattern;
import io.exogenesis.omega.viewer.memory.FoundPattern;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Recommendations by hand: {@code main DIRECTORY [titles] [rank] [patterns] [calls]} prints how long a full ranking takes, and
 * how long ten recommendations with fusion, exploration and their explanations.
 */
final class RecommenderSpeed {
    private static final int HISTORY = 200;
    /** Time of the processor, so that a busy machine does not spoil it; all the work is on the caller's thread. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private RecommenderSpeed() {}

    public static void main(String[] args) {
        int titles = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        int rank = args.length > 2 ? Integer.parseInt(args[2]) : 256;
        int patterns = args.length > 3 ? Integer.parseInt(args[3]) : 1_000;
        int calls = args.length > 4 ? Integer.parseInt(args[4]) : 200;
        Random random = new Random(1);
        Catalogue catalogue = TestCatalogue.catalogue(titles / 3);
        Knowledge knowledge = new Knowledge(
                history(catalogue, random),
                patterns(patterns, random),
                catalogue,
                Optional.of(model(catalogue, rank, random)));
        TitleScorer scorer = new TitleScorer();
        AgentDb db = AgentDb.open(new ViewerId("v"), new PowerLossFileLayer(), () -> {}, 100);
        try (db) {
            LocalReasoningBank bank = new LocalReasoningBank(
                    db,
                    new TestTexts(),
                    BoundedExecutor.unbounded(),
                    InstantSource.system(),
                    ConflictStrategies.DEFAULT,
                    .7);
            Recommender recommender = new Recommender(
                    scorer,
                    bank,
                    new LocalSkillLibrary(db, new TestTexts(), BoundedExecutor.unbounded(), InstantSource.system()),
                    TestCatalogue.GenreEmbedder::new,
                    .7,
                    new Recommender.Shares(.02, .05),
                    1);
            print("full ranking", calls, () -> Ranking.of(catalogue, scorer.scores(RankMode.FEDERATED, knowledge)));
            print(
                    "ten recommendations",
                    calls,
                    () -> recommender.recommend(knowledge, ViewerContext.top(10), RequestContext.FIRST));
            print(
                    "ten for a query",
                    calls,
                    () -> recommender.recommend(
                            knowledge,
                            ViewerContext.top(10).withQuery("Space").withTimeOfDay("evening"),
                            RequestContext.FIRST));
        } finally {
            db.close();
        }
    }

    private static void print(String what, int calls, Runnable call) {
        double[] millis = new double[calls];
        for (int n = -calls / 2; n < calls; n++) {
            long start = CPU.getCurrentThreadCpuTime();
            call.run();
            if (n >= 0) {
                millis[n] = (CPU.getCurrentThreadCpuTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "%s: p50 %.1f ms, p95 %.1f ms of one core over %d calls%n",
                what, millis[calls / 2], millis[calls * 95 / 100], calls);
    }

    private static List<WatchedTitle> history(Catalogue catalogue, Random random) {
        List<WatchedTitle> titles = new ArrayList<>();
        Set<MediaId> seen = new HashSet<>();
        while (titles.size() < HISTORY) {
            MediaId media = catalogue.content().id(random.nextInt(catalogue.size()));
            if (seen.add(media)) {
                Instant at = Instant.EPOCH.plusSeconds(titles.size());
                titles.add(WatchedTitle.of(media, 0, 0, at, titles.size()).withRating(1 + random.nextInt(5)));
            }
        }
        return titles;
    }

    private static List<KnownPattern> patterns(int n, Random random) {
        List<KnownPattern> patterns = new ArrayList<>();
        for (int p = 0; p < n; p++) {
            float[] v = new float[Embedding.DIMENSIONS];
            Arrays.setAll(new double[v.length], i -> v[i] = (float) random.nextGaussian());
            patterns.add(new KnownPattern(
                    new PatternId("p" + p),
                    p < 4 ? FoundPattern.Origin.LOCAL : FoundPattern.Origin.BANK,
                    TaskType.PREFERENCE,
                    Embedding.of(v),
                    .9,
                    5,
                    PatternContext.NONE));
        }
        return patterns;
    }

    private static ItemModel model(Catalogue catalogue, int rank, Random random) {
        int items = catalogue.size();
        byte[] codes = new byte[items * rank];
        float[] spectrum = new float[rank];
        float[] scales = new float[items];
        float[] support = new float[items];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) (random.nextInt(255) - 127);
        }
        for (int k = 0; k < rank; k++) {
            spectrum[k] = 1000f / (k + 1);
        }
        Arrays.fill(scales, .001f);
        Arrays.fill(support, 5);
        return new ItemModel(1, catalogue.content().ids(), spectrum, codes, scales, support, List.of());
    }
}
