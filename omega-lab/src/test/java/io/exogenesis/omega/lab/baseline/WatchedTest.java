package io.exogenesis.omega.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.lab.data.RatingEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedTest {
    /** A title rated again would otherwise count twice, and the matrix would hold one of the two by chance. */
    @Test
    void of_ratedAgain_onceAtItsLastWatch() {
        Watched w = Watched.of(List.of(new RatingEvent(7, 5, 1), new RatingEvent(2, 3, 2), new RatingEvent(7, 1, 3)));
        assertThat(w.items()).containsExactly(2, 7);
        assertThat(w.weights()).containsExactly(.5f, .2f);
        assertThat(w.recent(1).weights()).containsExactly(.25f, .2f);
        assertThat(w.recent(Setting.FOR_EVER).weights()).containsExactly(.5f, .2f);
    }

    @Test
    void interactions_rowsAndColumns_sameMatrix() {
        Interactions x = Interactions.of(
                List.of(List.of(new RatingEvent(1, 5, 1)), List.of(), List.of(new RatingEvent(1, 1, 1))), 3);
        assertThat(x.viewersOf(1)).containsExactly(0, 2);
        assertThat(x.weightsOf(1)).containsExactly(1f, .2f);
        assertThat(x.viewersOf(0)).isEmpty();
        assertThat(x.times(new Watched(new int[] {1}, new float[] {2}))).containsExactly(2, 0, .2f * 2);
        assertThat(x.transposedTimes(new double[] {1, 5, 1})[1]).isEqualTo(1 + (double) .2f);
    }
}
