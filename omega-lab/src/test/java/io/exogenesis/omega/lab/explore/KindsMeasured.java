package io.exogenesis.omega.lab.explore;

import io.exogenesis.omega.embedder.MiniLmEmbedder;
import io.exogenesis.omega.lab.Shared;
import io.exogenesis.omega.lab.baseline.Scorer;
import io.exogenesis.omega.lab.baseline.Training;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.EmbeddingCache;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.RatingsReader;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.lab.evaluate.Case;
import io.exogenesis.omega.lab.evaluate.Federation;
import io.exogenesis.omega.lab.evaluate.Protocol;
import io.exogenesis.omega.lab.evaluate.Split;
import io.exogenesis.omega.lab.measure.Judgement;
import io.exogenesis.omega.lab.measure.ScoreRuler;
import io.exogenesis.omega.learning.explore.BetaArm;
import io.exogenesis.omega.learning.explore.VotedThompson;
import io.exogenesis.omega.learning.round.PatternVote;
import io.exogenesis.omega.learning.round.Round;
import io.exogenesis.omega.learning.round.RoundInput;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.learning.round.RoundState;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.learn.Evidence;
import io.exogenesis.omega.viewer.internal.learn.PatternLearner;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.track.Watch;
import io.exogenesis.omega.viewer.internal.track.WatchedTitles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What patterns of the kinds behavior and discovery would add to lists and to exploration, by the learners that ship, on real
 * ratings; decision 0031 has the figures. Not part of the suite: {@code mvn -Dtest=KindsMeasured -pl omega-lab test}, with
 * {@code -Domega.embeddings=DIR} for embeddings that were made before.
 *
 * <p>The time is that of the <em>rating</em>, in UTC, whatever the viewer's zone: weak evidence of when something is watched.
 */
class KindsMeasured {
    private static final int SPLITS = 6;
    private static final int RESAMPLES = 4000;
    private static final PatternLearner LEARNER = new PatternLearner(ZoneOffset.UTC);

    private Dataset data;
    private ContentSpace content;
    private Catalogue catalogue;

    @BeforeEach
    void read() {
        data = RatingsReader.read(Shared.mlLatestSmall());
        content = EmbeddingCache.open(
                        Path.of(System.getProperty("omega.embeddings", "target/embeddings")), MiniLmEmbedder.NAME)
                .space(data.items(), MiniLmEmbedder::load, Terminal.plain(System.out));
        catalogue = new Catalogue(1, data.items(), content);
    }

    private List<WatchedTitle> titles(List<RatingEvent> events) {
        WatchedTitles titles = new WatchedTitles();
        events.forEach(e -> titles.apply(new ViewerEvent.Rating(
                data.items().get(e.item()).id(), e.rating(), Instant.ofEpochSecond(e.epochSecond()))));
        return titles.oldestFirst();
    }

    private List<ExogenesisPattern> learn(Evidence evidence, long seed) {
        return LEARNER.learn(evidence, catalogue, List.of(), Instant.EPOCH, new SplittableRandom(seed));
    }

    private static String timeOfDay(long epochSecond) {
        int hour = Instant.ofEpochSecond(epochSecond).atZone(ZoneOffset.UTC).getHour();
        return hour < 5 || hour >= 22 ? "night" : hour < 12 ? "morning" : hour < 17 ? "afternoon" : "evening";
    }

    /** How many patterns there are, how many pass the gate, and what the Core makes of them. */
    @Test
    void shares() {
        Map<TaskType, int[]> counts = new EnumMap<>(TaskType.class);
        List<PatternVote> votes = new ArrayList<>();
        for (int v = 0; v < data.viewers().size(); v++) {
            List<ExogenesisPattern> patterns =
                    learn(asIfSearched(titles(data.viewers().get(v).events())), v);
            for (TaskType kind : TaskType.values()) {
                int[] c = counts.computeIfAbsent(kind, k -> new int[3]);
                c[0] += patterns.stream().anyMatch(p -> p.taskType() == kind) ? 1 : 0;
                c[1] += (int)
                        patterns.stream().filter(p -> p.taskType() == kind).count();
                c[2] += (int) patterns.stream()
                        .filter(p -> p.taskType() == kind && p.successRate() >= .7)
                        .count();
            }
            votes(votes, v, patterns);
        }
        counts.forEach((kind, c) ->
                System.out.printf("MEASURED %s: %d viewers, %d patterns, %d pass .7%n", kind, c[0], c[1], c[2]));
        List<ConsolidatedPattern> bank = bank(votes);
        for (TaskType kind : TaskType.values()) {
            System.out.printf(
                    "MEASURED bank %s: %d patterns, %d with 20 supporters, %d with a time of day%n",
                    kind,
                    bank.stream().filter(p -> p.taskType() == kind).count(),
                    bank.stream()
                            .filter(p -> p.taskType() == kind && p.supporters() >= 20)
                            .count(),
                    bank.stream()
                            .filter(p -> p.taskType() == kind
                                    && p.context().timeOfDay().isPresent())
                            .count());
        }
    }

    private static void votes(List<PatternVote> votes, int viewer, List<ExogenesisPattern> patterns) {
        for (ExogenesisPattern p : patterns) {
            if (p.successRate() >= .7) {
                votes.add(new PatternVote(
                        new ViewerId("v" + viewer), "~" + viewer, votes.size() + 1, p, .1, Instant.EPOCH));
            }
        }
    }

    private List<ConsolidatedPattern> bank(List<PatternVote> votes) {
        RoundInput in = new RoundInput(votes, List.of(), content, false, Instant.EPOCH.plusSeconds(86_400));
        RoundSettings settings = RoundSettings.DEFAULT;
        return Round.run(RoundState.initial(settings), in, settings, new SplittableRandom(1))
                .upserts();
    }

    /** As if all of the second half of the history had been searched for: more than any real viewer does. */
    private static Evidence asIfSearched(List<WatchedTitle> titles) {
        List<Watch> watches = titles.subList(titles.size() / 2, titles.size()).stream()
                .map(t -> new Watch(t.media(), t.at(), Duration.ZERO, true, t.reward(), true))
                .toList();
        return new Evidence(titles, watches, List.of());
    }

    /** LAST with and without a part for the time of day of the target. */
    @Test
    void behavior() {
        Map<String, List<double[]>> test = new LinkedHashMap<>();
        Map<String, List<double[]>> validation = new LinkedHashMap<>();
        for (int k = 1; k <= SPLITS; k++) {
            Split split = Protocol.rolling(data, k);
            Training training = split.training(content, 1);
            Scorer scorer = Federation.federated(training, Federation.learn(training));
            ScoreRuler ruler = new ScoreRuler(popularity(split), new SplittableRandom(7));
            Map<String, List<double[]>> into = k == 1 ? test : validation;
            for (int v = 0; v < split.cases().size(); v++) {
                Case c = split.cases().get(v);
                if (c.tested()) {
                    judge(c, data.viewers().get(v), scorer, ruler, into);
                }
            }
        }
        System.out.println(
                "MEASURED part | weight | split | cases | without | with | difference [95 %] | AUC difference");
        print("validation", validation);
        print("test", test);
    }

    private void judge(
            Case c, ViewerHistory viewer, Scorer scorer, ScoreRuler ruler, Map<String, List<double[]>> into) {
        String when = timeOfDay(viewer.events().stream()
                .filter(e -> e.item() == c.targets().getFirst())
                .findFirst()
                .orElseThrow()
                .epochSecond());
        List<WatchedTitle> titles = titles(c.known());
        List<ExogenesisPattern> patterns =
                learn(Evidence.ofHistory(titles), viewer.id().hashCode());
        Map<String, float[]> parts = new TreeMap<>();
        part(patterns, TaskType.BEHAVIOR, when).ifPresent(p -> parts.put("behavior", p));
        part(patterns, TaskType.PREFERENCE, when).ifPresent(p -> parts.put("preference of that time", p));
        centroid(titles, when).ifPresent(p -> parts.put("any three titles of that time", p));
        if (parts.isEmpty()) {
            return;
        }
        BitSet seen = c.seen();
        float[] taste = standardised(scorer.scores(c.known()), seen);
        Judgement without = ruler.judge(taste, seen, c.targets());
        parts.forEach((name, close) -> {
            float[] z = standardised(close, seen);
            for (double weight : new double[] {.1, .25, .5}) {
                float[] total = taste.clone();
                for (int j = 0; j < total.length; j++) {
                    total[j] += (float) weight * z[j];
                }
                Judgement with = ruler.judge(total, seen, c.targets());
                into.computeIfAbsent(name + " | " + weight, x -> new ArrayList<>())
                        .add(new double[] {without.ndcg10(), with.ndcg10(), with.auc() - without.auc()});
            }
        });
    }

    private Optional<float[]> part(List<ExogenesisPattern> patterns, TaskType kind, String when) {
        List<float[]> close = patterns.stream()
                .filter(p -> p.taskType() == kind
                        && p.context().timeOfDay().filter(when::equals).isPresent())
                .map(p -> content.int8().dots(p.embedding().toFloats()))
                .toList();
        return close.stream().reduce((a, b) -> {
            float[] most = a.clone();
            for (int j = 0; j < most.length; j++) {
                most[j] = Math.max(most[j], b[j]);
            }
            return most;
        });
    }

    private Optional<float[]> centroid(List<WatchedTitle> titles, String when) {
        float[] sum = new float[384];
        int n = 0;
        for (WatchedTitle t : titles) {
            if (timeOfDay(t.at().getEpochSecond()).equals(when)) {
                float[] c = content.centred(content.indexOf(t.media()));
                for (int d = 0; d < sum.length; d++) {
                    sum[d] += (float) t.liking().weight() * c[d];
                }
                n++;
            }
        }
        return n < 3 ? Optional.empty() : Optional.of(content.int8().dots(sum));
    }

    private int[] popularity(Split split) {
        int[] popularity = new int[data.items().size()];
        split.cases().forEach(c -> c.train().forEach(e -> popularity[e.item()]++));
        return popularity;
    }

    private static float[] standardised(float[] values, BitSet seen) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int j = seen.nextClearBit(0); j < values.length; j = seen.nextClearBit(j + 1)) {
            sum += values[j];
            squares += values[j] * (double) values[j];
            n++;
        }
        double mean = sum / n;
        double deviation = Math.sqrt(Math.max(1e-18, squares / n - mean * mean));
        float[] out = new float[values.length];
        for (int j = 0; j < out.length; j++) {
            out[j] = (float) ((values[j] - mean) / deviation);
        }
        return out;
    }

    private static void print(String split, Map<String, List<double[]>> results) {
        results.forEach((name, rows) -> System.out.printf(
                "MEASURED %s | %s | %d | %.4f | %.4f | %s | %+.4f%n",
                name,
                split,
                rows.size(),
                mean(rows, 0),
                mean(rows, 1),
                interval(rows.stream().mapToDouble(r -> r[1] - r[0]).toArray()),
                mean(rows, 2)));
    }

    private static double mean(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(r -> r[column]).average().orElse(Double.NaN);
    }

    private static String interval(double[] differences) {
        SplittableRandom random = new SplittableRandom(20260102);
        double[] means = IntStream.range(0, RESAMPLES)
                .mapToDouble(r -> IntStream.range(0, differences.length)
                        .mapToDouble(i -> differences[random.nextInt(differences.length)])
                        .average()
                        .orElse(0))
                .sorted()
                .toArray();
        return "%+.4f [%+.4f, %+.4f]"
                .formatted(
                        Arrays.stream(differences).average().orElse(0),
                        means[(int) (RESAMPLES * .025)],
                        means[(int) (RESAMPLES * .975) - 1]);
    }

    /** The bandit of the product with and without what the discoveries of all say of genres. */
    @Test
    void discovery() {
        Split split = Protocol.GLOBAL.split(data);
        Training training = split.training(content, 1);
        Scorer scorer = Federation.federated(training, Federation.learn(training));
        List<PatternVote> votes = new ArrayList<>();
        for (int v = 0; v < split.cases().size(); v++) {
            List<ExogenesisPattern> found =
                    learn(asIfSearched(titles(split.cases().get(v).train())), v);
            votes(
                    votes,
                    v,
                    found.stream()
                            .filter(p -> p.taskType() == TaskType.DISCOVERY)
                            .toList());
        }
        List<ConsolidatedPattern> bank = bank(votes);
        System.out.printf("MEASURED discovery: %d patterns leave, %d consolidated%n", votes.size(), bank.size());
        for (double observations : new double[] {1, 3, 10, 30}) {
            List<double[]> rows = new ArrayList<>();
            for (Case c : split.tested()) {
                TreeMap<String, BetaArm> arms = new TreeMap<>();
                Choices choices = Choices.of(c, data.items(), scorer.scores(c.known()));
                List<String> genres = genres(c, scorer.scores(c.known()));
                for (int a = 0; a < genres.size(); a++) {
                    arms.put(genres.get(a), choices.arms().get(a));
                }
                for (ConsolidatedPattern p : bank) {
                    double n = observations * p.supporters() / Math.max(1, votes.size());
                    p.context()
                            .genres()
                            .forEach(g -> arms.computeIfPresent(
                                    g,
                                    (name, arm) -> new BetaArm(
                                            arm.gained() + n * p.successRate(),
                                            arm.missed() + n * (1 - p.successRate()))));
                }
                rows.add(new double[] {
                    earned(choices.arms(), choices.rewards()), earned(List.copyOf(arms.values()), choices.rewards()), 0
                });
            }
            print("explored place, " + observations + " observations", Map.of("discovery", rows));
        }
    }

    /** Genres of {@link Choices}, in their order. */
    private List<String> genres(Case c, float[] scores) {
        TreeMap<String, Boolean> genres = new TreeMap<>();
        c.known().forEach(e -> data.items().get(e.item()).genres().forEach(g -> genres.put(g, false)));
        BitSet seen = c.seen();
        for (int j = seen.nextClearBit(0); j < scores.length; j = seen.nextClearBit(j + 1)) {
            data.items().get(j).genres().forEach(g -> genres.computeIfPresent(g, (name, x) -> true));
        }
        return genres.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static double earned(List<BetaArm> arms, double[] rewards) {
        SplittableRandom random = new SplittableRandom(11);
        return IntStream.range(0, 200)
                .mapToDouble(n -> rewards[VotedThompson.choose(arms, random).arm()])
                .average()
                .orElse(0);
    }
}
