package io.exogenesis.omega.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.lab.baseline.Planted;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a demonstration says of its viewers before anything starts, and of a table that is missing at its end. */
class OpeningTest {
    private static Dataset data(int likes, int titles) {
        List<RatingEvent> events = new ArrayList<>();
        for (int k = 0; k < likes; k++) {
            events.add(new RatingEvent(k % titles, 4.5, k));
        }
        return new Dataset("mine", Planted.items(9), List.of(new ViewerHistory("v", events)), false);
    }

    private static List<String> lines(Dataset data) {
        return Opening.of(data, LastSplit.of(data), DemoOptions.Holdout.LAST).lines();
    }

    /** Three rows make no table; without a word it looks as if something had failed. */
    @Test
    void lines_nobodyLikesFive_saidBeforeAndAtTheEnd() {
        Dataset data = data(3, 9);
        assertThat(lines(data))
                .contains(
                        "  Nothing is held out and no accuracy will be measured: no viewer has 5 liked titles (4 stars or more).");
        assertThat(Opening.of(data, LastSplit.of(data), DemoOptions.Holdout.LAST)
                        .unmeasured())
                .isEqualTo("No accuracy: no viewer has 5 liked titles (4 stars or more).");
    }

    @Test
    void lines_lastLikedTitleKnown_theRealReason() {
        assertThat(lines(data(6, 3)))
                .contains("  Nothing is held out and no accuracy will be measured: 1 of the viewers has 5 liked titles"
                        + " (4 stars or more), but the last of them had been watched before.");
    }

    @Test
    void lines_somebodyToAsk_saysHowMany() {
        assertThat(lines(data(6, 9))).anyMatch(l -> l.startsWith("  For 1 of them the last title"));
    }

    @Test
    void unmeasured_nothingHeldOut_namesTheOption() {
        Dataset data = data(6, 9);
        Opening opening = Opening.of(data, LastSplit.none(data), DemoOptions.Holdout.NONE);
        assertThat(opening.lines()).noneMatch(l -> l.contains("held out"));
        assertThat(opening.unmeasured()).isEqualTo("No accuracy: --holdout none keeps nothing back.");
    }
}
