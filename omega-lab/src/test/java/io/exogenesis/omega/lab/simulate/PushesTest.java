package io.exogenesis.omega.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.wire.WireCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushesTest {
    private static List<ExogenesisPattern> patterns(Pushes pushes, int viewer, long from, long to) {
        return WireCodec.fromWire(pushes.of(viewer, from, to)).stream()
                .map(c -> ((Contribution.OfPattern) c.payload()).pattern())
                .toList();
    }

    /** Would catch an outbox that forgets: what is sent again under a number must be what was sent under it before. */
    @Test
    void of_sameNumbers_sameBytes_alsoInAnotherCut() {
        Pushes pushes = new Pushes(1, 0);

        assertThat(pushes.of(7, 1, 8)).isEqualTo(new Pushes(1, 0).of(7, 1, 8));
        assertThat(pushes.of(7, 5, 8).getContributionsList())
                .isEqualTo(pushes.of(7, 1, 8).getContributionsList().subList(4, 8));
    }

    /** An epoch takes 64 distinct patterns of a viewer: a simulated one has four, however long it runs. */
    @Test
    void of_manyPushes_haveFourPatterns_thatMove() {
        List<ExogenesisPattern> all = patterns(new Pushes(1, 0), 3, 1, 64);

        assertThat(all)
                .extracting(ExogenesisPattern::id)
                .hasSize(64)
                .containsOnly(
                        all.get(0).id(),
                        all.get(1).id(),
                        all.get(2).id(),
                        all.get(3).id());
        assertThat(all.get(0).embedding()).isNotEqualTo(all.get(4).embedding());
    }

    @Test
    void of_liars_pushOneTaste() {
        Pushes pushes = new Pushes(1, 2);

        assertThat(patterns(pushes, 0, 1, 4))
                .extracting(ExogenesisPattern::embedding)
                .containsOnly(patterns(pushes, 1, 1, 1).getFirst().embedding());
        assertThat(patterns(pushes, 2, 1, 1).getFirst().embedding())
                .isNotEqualTo(patterns(pushes, 1, 1, 1).getFirst().embedding());
    }
}
