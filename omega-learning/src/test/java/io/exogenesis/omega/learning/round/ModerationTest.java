package io.exogenesis.omega.learning.round;

import static io.exogenesis.omega.learning.round.Crowd.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.learning.defence.Moderation;
import io.exogenesis.omega.learning.defence.TitleStanding;
import io.exogenesis.omega.learning.defence.TitleStanding.State;
import io.exogenesis.omega.model.MediaId;
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
        RoundState before = run(RoundState.initial(SETTINGS), true, Moderation.NONE).after();
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
}
