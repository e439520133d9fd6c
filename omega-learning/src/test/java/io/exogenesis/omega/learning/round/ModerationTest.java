package io.exogenesis.omega.learning.round;

import static io.exogenesis.omega.learning.round.Crowd.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.learning.defence.Moderation;
import io.exogenesis.omega.learning.defence.TitleStanding;
import io.exogenesis.omega.learning.defence.TitleStanding.State;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The operator's word from the input of a round to its result. */
class ModerationTest {
    private static final Moderation ANCHORED = Moderation.anchoring(Set.of(new MediaId("m1")));

    private static List<SampleRow> rows(int viewers) {
        Random random = new Random(1);
        List<SampleRow> rows = new ArrayList<>();
        for (int v = 0; v < viewers; v++) {
            rows.add(Crowd.randomRow("v" + v, 1, random));
        }
        return rows;
    }

    private static RoundResult run(RoundState before, boolean end, Moderation said) {
        return Round.run(before, Crowd.input(List.of(), rows(120), end, 60).with(said), SETTINGS, new Random(1));
    }

    @Test
    void run_roundThatPublishesNothing_saysThatItDidNotLook() {
        RoundResult first = run(RoundState.initial(SETTINGS), false, Moderation.NONE);
        assertThat(first.defence().screened()).isTrue();
        assertThat(run(first.after(), false, Moderation.NONE).defence()).isEqualTo(DefenceReport.NONE);
    }

    // An anchor that showed only when enough viewers had come by would look like one that does not work.
    @Test
    void run_newAnchor_publishesAtOnceAndIsReported() {
        RoundState before =
                run(RoundState.initial(SETTINGS), true, Moderation.NONE).after();
        RoundState settled = run(before, false, Moderation.NONE).after();
        assertThat(run(settled, false, Moderation.NONE).itemModel()).isEmpty();
        RoundResult anchored = run(settled, false, ANCHORED);
        assertThat(anchored.itemModel()).isPresent();
        assertThat(anchored.defence().founded()).isTrue();
        assertThat(anchored.defence().standings().titles())
                .filteredOn(s -> s.state() == State.ANCHORED)
                .extracting(TitleStanding::title)
                .containsExactly(new MediaId("m1"));
        assertThat(run(anchored.after(), false, ANCHORED).itemModel()).isEmpty();
    }

    // What is refuted stays refuted, so names that somebody made up would fill the state for ever.
    @Test
    void run_reportsOnTitlesThatTheCatalogueLacks_leaveNoTrace() {
        List<OutcomeRow> reports = new ArrayList<>();
        for (int v = 0; v < 100; v++) {
            reports.add(new OutcomeRow(
                    new ViewerId("v" + v),
                    "~v" + v,
                    2,
                    new Outcomes(
                            List.of(
                                    new ItemOutcome(new MediaId("m2"), 2, v % 3 == 0 ? 0 : 1),
                                    new ItemOutcome(new MediaId("m3"), 3, 0),
                                    new ItemOutcome(new MediaId("made-up"), 3, 0)),
                            List.of()),
                    .5));
        }
        RoundInput in =
                new RoundInput(List.of(), rows(10), reports, Crowd.CATALOGUE, true, Crowd.START.plusSeconds(60));
        RoundResult result = Round.run(RoundState.initial(SETTINGS), in, SETTINGS, new Random(1));
        assertThat(result.after().defence().refuted()).containsExactly(new MediaId("m3"));
    }
}
