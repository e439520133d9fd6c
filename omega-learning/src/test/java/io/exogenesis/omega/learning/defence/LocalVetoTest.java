package io.exogenesis.omega.learning.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.model.MediaId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalVetoTest {
    private static final Instant NOW = Instant.parse("2026-03-01T20:00:00Z");

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

    // Would catch a veto that is for ever, or that two rejections of one evening do not bring about.
    @Test
    void rejections_twiceOnOneEvening_comeBackWithinAHalfLife() {
        Rejections twice = Rejections.NONE.turnedDown(NOW).turnedDown(NOW.plusSeconds(3600));
        assertThat(LocalVeto.allows(twice.massAt(NOW.plusSeconds(3600)), false)).isFalse();
        assertThat(LocalVeto.allows(twice.massAt(days(12)), false)).isFalse();
        assertThat(LocalVeto.allows(twice.massAt(days(13)), false)).isTrue();
        // a third refusal, and it takes a half-life
        Rejections thrice = twice.turnedDown(NOW.plusSeconds(7200));
        assertThat(LocalVeto.allows(thrice.massAt(days(29)), false)).isFalse();
        assertThat(LocalVeto.allows(thrice.massAt(days(31)), false)).isTrue();
        assertThat(LocalVeto.allows(Rejections.NONE.turnedDown(NOW).massAt(days(29)), true))
                .isFalse();
        assertThat(LocalVeto.allows(Rejections.NONE.turnedDown(NOW).massAt(days(31)), true))
                .isTrue();
    }

    // Would catch a list whose tenth title is turned down as quickly as its first.
    @Test
    void passedOver_furtherDown_weighsLess() {
        assertThat(passesUntilForbidden(1, false)).isEqualTo(5);
        assertThat(passesUntilForbidden(10, false)).isEqualTo(16);
        assertThat(passesUntilForbidden(1, true)).isEqualTo(2);
        assertThat(Rejections.seen(1)).isEqualTo(1);
        assertThatThrownBy(() -> Rejections.seen(0)).isInstanceOf(LearningException.class);
        assertThatThrownBy(() -> new Rejections(-1, NOW)).isInstanceOf(LearningException.class);
    }

    private static int passesUntilForbidden(int place, boolean clamped) {
        Rejections r = Rejections.NONE;
        int passes = 0;
        while (LocalVeto.allows(r.massAt(NOW), clamped)) {
            r = r.passedOver(place, NOW);
            passes++;
        }
        return passes;
    }

    // A clock that is set back must not make a title worse than it was.
    @Test
    void massAt_earlierThanTheLastRejection_isAllOfIt() {
        Rejections r = Rejections.NONE.turnedDown(NOW);
        assertThat(r.massAt(NOW.minusSeconds(86_400))).isEqualTo(1);
        assertThat(r.turnedDown(NOW.minusSeconds(86_400)).at()).isEqualTo(days(-1));
    }

    private static Instant days(int n) {
        return NOW.plus(Duration.ofDays(n));
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

    // A veto that was made while the clock was wrong did not expire before that clock's time was reached.
    @Test
    void rejections_fromTheFuture_countAsMadeNowAndFade() {
        Rejections wrong = Rejections.NONE.turnedDown(days(20_000)).turnedDown(days(20_000));
        assertThat(wrong.massAt(NOW)).isEqualTo(2);
        Rejections dated = wrong.notAfter(NOW);
        assertThat(dated).isEqualTo(new Rejections(2, NOW));
        assertThat(dated.massAt(days(30))).isEqualTo(1);
        assertThat(dated.notAfter(days(30))).isSameAs(dated);
        assertThat(wrong.turnedDown(NOW)).isEqualTo(new Rejections(3, NOW));
    }

    // An old skip that is told late, say by an import, must not make a new one old.
    @Test
    void turnedDownBefore_aNewerRejection_addsWhatIsLeftOfIt() {
        Rejections late = Rejections.NONE.turnedDown(days(30)).turnedDownBefore(NOW);
        assertThat(late).isEqualTo(new Rejections(1.5, days(30)));
    }
}
