package io.exogenesis.omega.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.lab.baseline.Planted;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.lab.measure.Metrics;
import io.exogenesis.omega.ops.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurveRunTest {
    private static final Terminal SILENT =
            Terminal.plain(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    private static final ViewerHistory VIEWER = new ViewerHistory(
            "v",
            List.of(
                    new RatingEvent(0, 5, 1),
                    new RatingEvent(1, 2, 2),
                    new RatingEvent(2, 4, 3),
                    new RatingEvent(0, 5, 4),
                    new RatingEvent(3, 5, 5)));

    @Test
    void after_organic_firstInTimeAndLaterLikedOnce() {
        Case c = Order.ORGANIC.after(1, VIEWER, new int[] {0, 0, 0, 9});
        assertThat(c.known()).extracting(RatingEvent::item).containsExactly(0);
        assertThat(c.targets()).containsExactly(2, 3); // title 0 again is no discovery
        assertThat(c.train()).isEmpty();
    }

    @Test
    void after_onboarding_mostPopularFirst() {
        Case c = Order.ONBOARDING.after(2, VIEWER, new int[] {1, 5, 2, 9});
        assertThat(c.known()).extracting(RatingEvent::item).containsExactly(3, 1);
        assertThat(c.targets()).containsExactly(2, 0);
    }

    /** Fewer interactions than n: another point than n, so not asked. */
    @Test
    void after_moreThanThereAre_notAsked() {
        assertThat(Order.ORGANIC.after(6, VIEWER, new int[4]).tested()).isFalse();
    }

    /** Nothing can be gained in per cent over nothing. */
    @Test
    void gain_overNothing_isNone() {
        assertThat(CurveRun.gain(0, .1)).isNull();
        assertThat(CurveRun.gain(0, 0)).isNull();
        assertThat(CurveRun.gain(.1, .15)).isCloseTo(.5, within(1e-9));
        Metrics zero = new Metrics(.5, List.of(.4, .6), .5, 0, 0, 0);
        CurveReport.Point point = new CurveReport.Point(10, 3, zero, zero, zero, null, null, null, Map.of());
        assertThat(CurveTables.points(List.of(point)).plain().getLast().strip().split(" {2,}")[5])
                .isEqualTo("-");
    }

    /** With nothing known everybody gets one list; with ten titles of a planted group the group shows. */
    @Test
    void run_plantedGroups_tenInteractionsBeatTheList() {
        Dataset data = Planted.groups(120, 150, 3, 1);
        CurveReport report = new CurveRun(data, Planted.content(data), 1, SILENT, v -> true).run();
        assertThat(report.orders().keySet()).containsExactly("organic", "onboarding");
        List<CurveReport.Point> organic = report.orders().get("organic");
        assertThat(organic)
                .extracting(CurveReport.Point::n)
                .startsWith(0, 1, 2, 3, 5, 10)
                .doesNotContain(50);
        CurveReport.Point ten =
                organic.stream().filter(p -> p.n() == 10).findFirst().orElseThrow();
        assertThat(ten.viewers()).isEqualTo(120);
        assertThat(ten.federated().auc()).isGreaterThan(.7);
        assertThat(ten.federated().ndcg10()).isGreaterThan(ten.start().ndcg10());
        assertThat(ten.tNdcg10()).isGreaterThan(3);
        // nothing is known and nothing shared: a mix by chance
        assertThat(organic.getFirst().alone().auc()).isCloseTo(.5, within(.03));
    }
}
