package io.exogenesis.omega.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.exogenesis.omega.lab.baseline.Planted;
import io.exogenesis.omega.lab.core.Activity;
import io.exogenesis.omega.lab.core.Timeline;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.lab.evaluate.Case;
import io.exogenesis.omega.lab.evaluate.EvaluateRun;
import io.exogenesis.omega.lab.evaluate.PerViewer;
import io.exogenesis.omega.lab.evaluate.Protocol;
import io.exogenesis.omega.lab.evaluate.ReplayReport;
import io.exogenesis.omega.lab.measure.ReportJson;
import io.exogenesis.omega.ops.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class ReplayRunTest {
    private static final Terminal SILENT =
            Terminal.plain(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    private static List<ReplayReport> run(Dataset data, Plan plan) {
        try (PerViewer nobody = new PerViewer(Optional.empty())) {
            EvaluateRun tuning = new EvaluateRun(data, Planted.content(data), 1, SILENT, nobody);
            return new ReplayRun(data, Planted.content(data), 1, SILENT, tuning::tuned).run(plan);
        }
    }

    /** Juries need epochs: where patterns are asked for, they must have had as many as there are. */
    @Test
    void run_severalLengthsWithAblation_patternsAskedInTheLongestWithDefence() {
        List<ReplayReport> runs = run(
                Planted.groups(60, 80, 2, 3),
                new Plan(List.of(2, 4, 3), List.of(Activity.HALF, Activity.ALL), List.of(false, true), false, true));
        assertThat(runs.stream().filter(r -> r.ablation() != null)).containsExactly(runs.getFirst());
        assertThat(runs.stream().filter(r -> r.patterns() != null))
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.epochs()).isEqualTo(4);
                    assertThat(r.activity()).isEqualTo("half");
                    assertThat(r.defence()).isTrue();
                });
    }

    /** A report says "defence on" even where the defence never had enough samples to begin. */
    @Test
    void run_fewerSamplesThanFounders_warned() {
        Plan plan = new Plan(List.of(2), List.of(Activity.ALL), List.of(true, false), false, false);
        assertThat(said(Planted.groups(60, 80, 2, 3), plan))
                .containsOnlyOnce(
                        "Warning: 2 epochs, all, defence on: never 100 samples in an epoch, so the defence of titles"
                                + " has not begun");
        assertThat(said(Planted.groups(130, 80, 2, 3), plan)).doesNotContain("Warning");
    }

    private static String said(Dataset data, Plan plan) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = Terminal.plain(new PrintStream(out, true, StandardCharsets.UTF_8));
        new ReplayRun(data, Planted.content(data), 1, terminal, p -> List.of()).run(plan);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Without the time that it took. */
    private static String figures(List<ReplayReport> runs) {
        return ReportJson.of(runs).replaceAll("\"seconds\": [0-9.]+", "");
    }

    /** A shared random source, or a list in the order in which threads end, gives other figures at another parallelism. */
    @Test
    void run_oneThreadOrFour_sameFigures() {
        Dataset data = Planted.groups(60, 80, 2, 3);
        Plan plan = new Plan(List.of(4), List.of(Activity.HALF), List.of(true), false, true);
        String one = withThreads(1, data, plan);
        assertThat(withThreads(4, data, plan)).isEqualTo(one);
    }

    private static String withThreads(int n, Dataset data, Plan plan) {
        try (ForkJoinPool pool = new ForkJoinPool(n)) {
            return pool.submit(() -> figures(run(data, plan))).join();
        }
    }

    /** Everything that the contract names, and baselines only where all events so far were learnt. */
    @Test
    void run_twoActivitiesAndDefences_reportAsInTheContract() {
        Dataset data = Planted.groups(120, 150, 3, 1);
        List<ReplayReport> runs = run(
                data,
                new Plan(List.of(4), List.of(Activity.ON_CHANGE, Activity.ALL), List.of(true, false), true, false));
        assertThat(runs).extracting(ReplayReport::activity).containsExactly("on-change", "on-change", "all", "all");
        assertThat(runs).extracting(ReplayReport::defence).containsExactly(true, false, true, false);
        ReplayReport all = runs.getLast();
        assertThat(all.course()).extracting(ReplayReport.Point::epoch).containsExactly(1, 2, 3);
        assertThat(all.course().getFirst().models().keySet()).contains("popularity", "alone", "ease", "federated");
        assertThat(all.end().last().keySet()).contains("popularity", "ease", "ials", "alone", "rank", "federated");
        // a Core that learns nothing stays at a half
        assertThat(all.end().last().get("federated").auc()).isGreaterThan(.7);
        JsonObject json = JsonParser.parseString(ReportJson.of(all)).getAsJsonObject();
        JsonObject first = json.getAsJsonArray("course").get(0).getAsJsonObject();
        assertThat(first.keySet()).contains("epoch", "rows", "released", "federated");
        assertThat(first.getAsJsonObject("federated").keySet()).containsExactly("auc", "ndcg10");
        assertThat(new Gson().fromJson(json, ReplayReport.class)).isEqualTo(all);
    }

    /** With dealt events nothing can be learned: a figure above chance means that a held-out title reached the Core or the audit. */
    @Test
    void run_dealtEvents_nothingLeaks() {
        Dataset data = Planted.shuffled(Planted.groups(120, 150, 3, 1), 9);
        ReplayReport run = run(data, new Plan(List.of(4), List.of(Activity.ALL), List.of(true), false, false))
                .getFirst();
        assertThat(run.end().last().get("federated").auc()).isBetween(.35, .65);
        assertThat(run.course())
                .allSatisfy(p -> assertThat(p.models().get("federated").auc()).isBetween(.25, .75));
    }

    /** The target is the last liked title of the next epoch, and everything before it, that epoch's own events too, is known. */
    @Test
    void course_nextEpoch_handComputed() {
        List<RatingEvent> a = new ArrayList<>();
        for (int k = 0; k < 8; k++) {
            a.add(new RatingEvent(k, k == 7 ? 2 : 5, k));
        }
        List<RatingEvent> b = List.of(new RatingEvent(0, 5, 0), new RatingEvent(1, 5, 7));
        List<ViewerHistory> viewers = List.of(new ViewerHistory("a", a), new ViewerHistory("b", b));
        List<Case> cases = Course.after(new Timeline(viewers, 2), viewers, 0);
        assertThat(cases).hasSize(1);
        assertThat(cases.getFirst().viewer()).isEqualTo("a");
        assertThat(cases.getFirst().targets()).containsExactly(6);
        assertThat(cases.getFirst().known()).isEqualTo(a.subList(0, 6));
    }

    /** No event at or after a protocol's target is on the timeline that is replayed. */
    @Test
    void timeline_ofLast_endsBeforeEachTarget() {
        Dataset data = Planted.groups(30, 60, 2, 5);
        var split = Protocol.LAST.split(data);
        Timeline time = new Timeline(split.trainingData().viewers(), 3);
        for (int v = 0; v < time.viewers(); v++) {
            Case c = split.cases().get(v);
            assertThat(time.until(v, 2)).isEqualTo(c.train());
            assertThat(time.until(v, 2)).noneMatch(e -> c.targets().contains(e.item()));
        }
    }

    @Test
    void learntAt_quarters_andTheEnd() {
        assertThat(Beside.learntAt(12)).isEqualTo(Set.of(3, 6, 9, 12));
        assertThat(Beside.learntAt(30)).isEqualTo(Set.of(7, 15, 22, 30));
        assertThat(Beside.learntAt(2)).isEqualTo(Set.of(1, 2));
    }
}
