package io.exogenesis.omega.learning.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.model.MediaId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalVetoTest {
    @Test
    void allows_twoRejections_noThirdShowing() {
        assertThat(LocalVeto.allows(0, false)).isTrue();
        assertThat(LocalVeto.allows(1, false)).isTrue();
        assertThat(LocalVeto.allows(2, false)).isFalse();
    }

    @Test
    void allows_clampedTitle_noSecondShowing() {
        assertThat(LocalVeto.allows(0, true)).isTrue();
        assertThat(LocalVeto.allows(1, true)).isFalse();
    }

    @Test
    void allows_negativeCount_isRefused() {
        assertThatThrownBy(() -> LocalVeto.allows(-1, false)).isInstanceOf(LearningException.class);
    }

    // A flag that is lost on the wire would give every push its second showing.
    @Test
    void allows_flagOfTheModel_survivesTheWire() throws Exception {
        MediaId held = new MediaId("held");
        MediaId free = new MediaId("free");
        ItemModel sent = new ItemModel(
                1,
                List.of(free, held),
                new float[] {1},
                new byte[2],
                new float[2],
                new float[2],
                List.of(),
                Set.of(held));
        ItemModel model = ItemModel.fromWire(
                io.exogenesis.omega.wire.v1.ItemModel.parseFrom(sent.toWire().toByteArray()));
        assertThat(LocalVeto.allows(model, held, 1)).isFalse();
        assertThat(LocalVeto.allows(model, free, 1)).isTrue();
        assertThat(LocalVeto.allows(model, new MediaId("unknown"), 1)).isTrue();
    }
}
