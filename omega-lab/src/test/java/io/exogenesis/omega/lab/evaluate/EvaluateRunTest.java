package io.exogenesis.omega.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.lab.baseline.Planted;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.ops.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateRunTest {
    private static final Terminal SILENT =
            Terminal.plain(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    private static EvaluateReport run(Dataset data, int rolling, Optional<Path> perViewer, Protocol... protocols) {
        try (PerViewer each = new PerViewer(perViewer)) {
            List<Protocol> possible = EvaluateRun.possible(data, List.of(protocols), SILENT);
            return new EvaluateRun(data, Planted.content(data), 1, SILENT, each).run(possible, rolling);
        }
    }

    /**
     * Where a title's viewers are all that says anything about it, every model that learns from viewers finds the groups, and
     * popularity does not. With the same events dealt anew nothing is left: a figure that stays came from somewhere else.
     */
    @Test
    void run_plantedGroups_collaborativeModelsFindThemAndOnlyThem() {
        Dataset data = Planted.groups(120, 150, 3, 1);
        Map<String, EvaluateReport.Row> found =
                run(data, 0, Optional.empty(), Protocol.LAST).protocols().get("last");
        Map<String, EvaluateReport.Row> dealt = run(Planted.shuffled(data, 9), 0, Optional.empty(), Protocol.LAST)
                .protocols()
                .get("last");
        assertThat(found.keySet()).contains("popularity", "content", "itemknn", "ease", "ials", "alone", "federated");
        assertThat(found.get("popularity").auc()).isBetween(.4, .65);
        assertThat(found.get("alone").auc()).isBetween(.35, .65);
        for (String model : List.of("itemknn", "ease", "ials", "federated")) {
            assertThat(found.get(model).auc()).as(model).isGreaterThan(.75);
            assertThat(dealt.get(model).auc()).as(model + " on dealt events").isBetween(.35, .65);
        }
    }

    /** The same seed gives the same report, whatever the threads do. */
    @Test
    void run_again_sameFigures(@TempDir Path dir) throws IOException {
        Dataset data = Planted.groups(60, 80, 2, 3);
        Path csv = dir.resolve("each.csv");
        EvaluateReport once = run(data, 3, Optional.of(csv), Protocol.values());
        EvaluateReport again = run(data, 3, Optional.empty(), Protocol.values());
        assertThat(once.protocols()).isEqualTo(again.protocols());
        assertThat(once.paired()).isEqualTo(again.paired());
        assertThat(once.rolling()).isEqualTo(again.rolling());
        assertThat(once.protocols().keySet()).containsExactly("last", "global", "loo99");
        assertThat(once.rolling().splits()).isEqualTo(3);
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.getFirst()).isEqualTo("viewer,protocol,model,auc,aucPop,ndcg10,recall20");
        assertThat(lines).anyMatch(l -> l.startsWith("v0,last,federated,")).anyMatch(l -> l.startsWith("v0,last-3,"));
        assertThat(lines.stream().filter(l -> l.contains(",last,federated,")))
                .hasSize(once.protocols().get("last").get("federated").viewers());
    }

    /** Would catch a size that does not reach the devices: two titles of a history say less of its group than twenty. */
    @Test
    void sizes_ofTheSample_moreTitlesTellMore() {
        Dataset data = Planted.groups(120, 150, 3, 1);
        try (PerViewer nobody = new PerViewer(Optional.empty())) {
            EvaluateRun run = new EvaluateRun(data, Planted.content(data), 1, SILENT, nobody);
            Map<String, EvaluateReport.Row> sizes =
                    run.sizes(List.of(Protocol.LAST), List.of(2, 20, 50)).get("last");
            assertThat(sizes.keySet()).containsExactly("2", "20", "50");
            assertThat(sizes.get("20").auc()).isGreaterThan(sizes.get("2").auc() + .05);
            assertThat(sizes.get("50")).as("no history is longer than twenty").isEqualTo(sizes.get("20"));
        }
    }

    /** Repeated ratings, a title nobody has, a viewer with nothing: defined results. */
    @Test
    void run_oddData_measured() {
        List<ViewerHistory> viewers = new ArrayList<>();
        for (int v = 0; v < 4; v++) {
            List<RatingEvent> events = new ArrayList<>();
            for (int k = 0; k < 9; k++) {
                events.add(new RatingEvent((k * (v + 1)) % 5, 4 + k % 2, k));
            }
            events.add(new RatingEvent(6 + v, 5, 20));
            viewers.add(new ViewerHistory("v" + v, events));
        }
        viewers.add(new ViewerHistory("nothing", List.of()));
        Dataset data = new Dataset("odd", Planted.items(12), viewers, true);
        EvaluateReport report = run(data, 2, Optional.empty(), Protocol.values());
        assertThat(report.protocols().get("last").get("federated").viewers()).isEqualTo(4);
        report.protocols()
                .values()
                .forEach(rows -> rows.values().forEach(r -> assertThat(r.auc()).isBetween(0., 1.)));
    }

    private static Dataset liking(int events, int titles, double rating) {
        List<RatingEvent> out = new ArrayList<>();
        for (int k = 0; k < events; k++) {
            out.add(new RatingEvent(k % titles, rating, k));
        }
        return new Dataset("small", Planted.items(9), List.of(new ViewerHistory("v", out)), true);
    }

    @Test
    void possible_nobodyToAsk_oneLineThatSaysWhy() {
        Dataset data = liking(4, 4, 4.5);
        assertThatThrownBy(() -> EvaluateRun.possible(data, List.of(Protocol.LAST), SILENT))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(
                        "nothing to measure in small: protocol last: no viewer has 5 liked titles (4 stars or more)");
        assertThatThrownBy(() -> CurveRun.check(data))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("needs 5 viewers with 5 liked titles (4 stars or more)");
    }

    /** With implicit feedback nobody gave stars. */
    @Test
    void possible_implicitFeedback_noWordOfStars() {
        Dataset data = liking(4, 4, RatingEvent.IMPLICIT);
        assertThatThrownBy(() -> EvaluateRun.possible(data, List.of(Protocol.LAST), SILENT))
                .hasMessage("nothing to measure in small: protocol last: no viewer has 5 liked titles");
        assertThatThrownBy(() -> CurveRun.check(data))
                .hasMessageContaining("5 liked titles;")
                .hasMessageNotContaining("stars");
    }

    /** Whoever watched everything twice has enough liked titles, and no new one. */
    @Test
    void possible_everyTitleTwice_theRealReason() {
        Dataset data = liking(10, 5, 4.5);
        assertThatThrownBy(() -> EvaluateRun.possible(data, List.of(Protocol.LAST), SILENT))
                .hasMessage(
                        "nothing to measure in small: protocol last: 1 of the viewers has 5 liked titles (4 stars or more),"
                                + " but the last of them had been watched before");
        assertThatThrownBy(() -> EvaluateRun.possible(data, List.of(Protocol.LOO99), SILENT))
                .hasMessageEndingWith(
                        "protocol loo99: 1 of the viewers has 5 ratings, but the last of them had been watched before");
        List<RatingEvent> again = new ArrayList<>();
        for (int k = 0; k < 40; k++) {
            again.add(new RatingEvent(k % 3, 4.5, k < 20 ? k : 100 + k));
        }
        Dataset late = new Dataset(
                "late",
                Planted.items(9),
                List.of(new ViewerHistory("v", again.subList(0, 30)), new ViewerHistory("w", again.subList(20, 40))),
                true);
        assertThatThrownBy(() -> EvaluateRun.possible(late, List.of(Protocol.GLOBAL), SILENT))
                .hasMessageContaining("protocol global: ")
                .hasMessageContaining("liked titles in the last fifth of the time, but ")
                .hasMessageContaining("had been watched before");
    }
}
