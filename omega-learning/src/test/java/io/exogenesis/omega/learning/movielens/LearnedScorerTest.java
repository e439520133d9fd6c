package io.exogenesis.omega.learning.movielens;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.learning.item.AloneScorer;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.item.ItemScorer;
import io.exogenesis.omega.learning.round.Decision.Outcome;
import io.exogenesis.omega.learning.round.PatternVote;
import io.exogenesis.omega.learning.round.Round;
import io.exogenesis.omega.learning.round.RoundInput;
import io.exogenesis.omega.learning.round.RoundResult;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.learning.round.RoundState;
import io.exogenesis.omega.learning.round.SampleRow;
import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.learning.taste.SampleSelector;
import io.exogenesis.omega.learning.taste.TasteItem;
import io.exogenesis.omega.learning.taste.TasteLearner;
import io.exogenesis.omega.learning.taste.TastePattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.wire.v1.ItemModel.Builder;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The whole way with the shipped settings on LAST: patterns and one sample of each viewer → round → wire → scorer. Limits are
 * below the measured figures by about the standard error of one split.
 */
class LearnedScorerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
    private static MovieLens data;
    private static List<MovieLens.Case> cases;
    private static RoundResult round;
    private static ItemModel model;
    private static int learned;
    private static int contributed;

    @BeforeAll
    static void aggregate() throws Exception {
        data = MovieLens.load();
        cases = data.holdOut(1);
        List<PatternVote> votes = new ArrayList<>();
        List<SampleRow> rows = new ArrayList<>();
        for (MovieLens.Case c : cases) {
            ViewerId viewer = new ViewerId("v" + c.viewer());
            votes.addAll(votes(viewer, c));
            SampleSelector.select(c.history().items())
                    .ifPresent(s -> rows.add(new SampleRow(viewer, "~" + viewer, 9, s, .1)));
        }
        RoundInput in = new RoundInput(votes, rows, data.content(), false, NOW);
        long begun = cpu();
        round = Round.run(RoundState.initial(RoundSettings.DEFAULT), in, RoundSettings.DEFAULT, new Random(1));
        byte[] wire = round.itemModel().orElseThrow().toWire().toByteArray();
        say("round %.1f s of processor time, item model %.2f MB", (cpu() - begun) / 1e9, wire.length / 1e6);
        assertThat(wire).hasSizeLessThan(6_000_000);
        model = ItemModel.fromWire(io.exogenesis.omega.wire.v1.ItemModel.parseFrom(wire));
    }

    private static List<PatternVote> votes(ViewerId viewer, MovieLens.Case c) {
        List<TasteItem> items = new ArrayList<>();
        for (HistoryItem h : c.history().items()) {
            double reward = h.weight() == 1 ? 1 : h.weight() == .5 ? .6 : 0;
            items.add(new TasteItem(
                    data.content().centred(data.content().indexOf(h.item())), h.weight(), reward, List.of()));
        }
        List<PatternVote> out = new ArrayList<>();
        for (TastePattern p : TasteLearner.learn(items, new Random(c.viewer()))) {
            learned++;
            if (p.successRate() >= .7) {
                contributed++;
                ExogenesisPattern pattern = new ExogenesisPattern(
                        new PatternId("p" + out.size()),
                        TaskType.PREFERENCE,
                        Embedding.of(p.embedding()),
                        p.successRate(),
                        p.items().size(),
                        PatternContext.NONE,
                        Instant.EPOCH);
                out.add(new PatternVote(viewer, "~" + viewer, out.size() + 1, pattern, .1, Instant.EPOCH));
            }
        }
        return out;
    }

    @Test
    void federated_last_reachesTheGoalAndBeatsAlone() {
        ItemScorer scorer = ItemScorer.learned();
        scorer.scores(model, data.content(), data.facts(), cases.getFirst().history());
        long begun = cpu();
        Ruler federated = Ruler.measure(
                data.content(), cases, c -> scorer.scores(model, data.content(), data.facts(), c.history()));
        say("federated %s; %.1f ms a ranking", federated, (cpu() - begun) / 1e6 / federated.viewers());
        Ruler alone = Ruler.measure(data.content(), cases, c -> new AloneScorer().scores(data.content(), c.history()));
        say("alone     %s", alone);
        assertThat(federated.viewers()).isEqualTo(603);
        assertThat(federated.auc()).isGreaterThan(.924);
        assertThat(federated.aucPop()).isGreaterThan(.795);
        assertThat(federated.ndcg10()).isGreaterThan(.081);
        assertThat(alone.auc()).isBetween(.80, .86);
        assertThat(alone.ndcg10()).isLessThan(.04);
    }

    // Rules out that the figures come from anywhere but the model: with the wrong titles on its rows they collapse.
    @Test
    void federated_permutedTitles_collapses() {
        Builder permuted = model.toWire().toBuilder();
        List<String> ids = new ArrayList<>(permuted.getMediaIdsList());
        Collections.shuffle(ids, new Random(1));
        permuted.clearMediaIds().addAllMediaIds(ids);
        ItemModel wrong = ItemModel.fromWire(permuted.build());
        ItemScorer scorer = ItemScorer.learned();
        Ruler ruler = Ruler.measure(
                data.content(), cases, c -> scorer.scores(wrong, data.content(), data.facts(), c.history()));
        say("permuted  %s", ruler);
        assertThat(ruler.auc()).isLessThan(.85);
        assertThat(ruler.ndcg10()).isLessThan(.03);
    }

    @Test
    void round_realTastes_findsClustersOfDistinctViewers() {
        long admitted = round.decisions().stream()
                .filter(d -> d.seq() < 9 && d.outcome() == Outcome.ADMITTED)
                .count();
        say(
                "%d patterns learned, %d pass the gate of .7, %d clusters, %d in the bank with %d patterns behind them",
                learned, contributed, round.report().clusters(), round.report().bankPatterns(), admitted);
        assertThat(round.report().rows()).isEqualTo(610);
        assertThat(round.report().bankPatterns()).isGreaterThan(20);
        assertThat(round.upserts()).allSatisfy(p -> assertThat(p.supporters()).isGreaterThanOrEqualTo(3));
        ContentSpace content = data.content();
        MediaId rare = content.ids().stream()
                .filter(id -> model.support(model.rowOf(id)) == 0)
                .findFirst()
                .orElseThrow();
        assertThat(model.rowOf(rare)).isNotNegative();
    }

    /** Processor time of this thread, ns: wall time says little on a machine that is shared. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void say(String format, Object... values) {
        System.out.printf(java.util.Locale.ROOT, format + "%n", values);
    }
}
