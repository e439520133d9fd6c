package io.exogenesis.omega.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.defence.ModeratedTitle;
import io.exogenesis.omega.core.defence.TitlePage;
import io.exogenesis.omega.core.port.DefenceRecord;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.TitleAnchor;
import io.exogenesis.omega.learning.defence.TitleStanding;
import io.exogenesis.omega.learning.defence.TitleStanding.AuditCount;
import io.exogenesis.omega.learning.defence.TitleStanding.Mass;
import io.exogenesis.omega.learning.defence.TitleStanding.State;
import io.exogenesis.omega.learning.defence.TitleStandings;
import io.exogenesis.omega.model.MediaId;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModerationViewsTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final Operator JANE = new Operator("admin", "jane");
    private static final TitleStanding WAITING = new TitleStanding(
            new MediaId("m1"), State.WAITING, new Mass(.5, .05, .3), .7, new AuditCount(9, 1, 3.5), 48, "it is new");
    private static final DefenceRecord ROUND = new DefenceRecord(7, 2, AT, true, new TitleStandings(List.of(), 4));

    private static TitlePage page(ModeratedTitle title) {
        return new TitlePage(Optional.of(ROUND), List.of(title), Optional.of("m1"));
    }

    // Others script against the names of these fields.
    @Test
    void of_page_roundTitlesAndNext() {
        JsonObject view = ModerationViews.of(page(new ModeratedTitle("A film", WAITING, Optional.empty(), false)));
        assertThat(view.keySet())
                .containsExactlyInAnyOrder("round", "epoch", "at", "founded", "more", "titles", "next");
        assertThat(view.getInt("more")).isEqualTo(4);
        assertThat(view.getString("next")).isEqualTo("m1");
        JsonObject title = view.getJsonArray("titles").getJsonObject(0);
        assertThat(title.keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "title",
                        "state",
                        "reason",
                        "mass",
                        "percentile",
                        "audit",
                        "epochs",
                        "clearing",
                        "anchor");
        assertThat(title.getString("state")).isEqualTo("waiting");
        assertThat(title.getJsonObject("mass").getJsonNumber("granted").doubleValue())
                .isEqualTo(.05);
        assertThat(title.getJsonObject("audit").getJsonNumber("expected").doubleValue())
                .isEqualTo(3.5);
        assertThat(title.isNull("anchor")).isTrue();
    }

    @Test
    void ofOne_anchoredSinceTheRound_isAnchoredAndSaysBy() {
        ModeratedTitle title = new ModeratedTitle(
                "", WAITING, Optional.of(new TitleAnchor(new MediaId("m1"), AT, JANE, "why")), false);
        JsonObject view = ModerationViews.ofOne(page(title));
        assertThat(view.getString("state")).isEqualTo("anchored");
        assertThat(view.getInt("round")).isEqualTo(7);
        assertThat(view.getJsonObject("anchor").getString("by")).isEqualTo("jane");
        assertThat(view.getJsonObject("anchor").getString("actor")).isEqualTo("admin");
    }

    // A percentile that nobody measured is null: NaN is no JSON.
    @Test
    void of_beforeAnyRoundAndUnjudged_hasNulls() {
        TitlePage page = new TitlePage(
                Optional.empty(),
                List.of(new ModeratedTitle("A film", TitleStanding.free(new MediaId("m1")), Optional.empty(), false)),
                Optional.empty());
        JsonObject view = ModerationViews.of(page);
        assertThat(view.isNull("round")).isTrue();
        assertThat(view.isNull("next")).isTrue();
        assertThat(view.getJsonArray("titles").getJsonObject(0).isNull("percentile"))
                .isTrue();
    }

    @Test
    void of_actions_nameTheNextPageOnlyWhereThereMayBeOne() {
        OperatorAction action = new OperatorAction(5, AT, JANE, OperatorAction.Kind.CLEAR_REFUTATION, "m1", "why");
        JsonObject view = ModerationViews.of(List.of(action), 1);
        assertThat(view.getInt("next")).isEqualTo(5);
        assertThat(view.getJsonArray("actions").getJsonObject(0).getString("action"))
                .isEqualTo("clear-refutation");
        assertThat(ModerationViews.of(List.of(action), 2).isNull("next")).isTrue();
        assertThat(ModerationViews.of(List.<OperatorAction>of(), 1).isNull("next"))
                .isTrue();
    }

    @Test
    void states_namesAreThoseOfTheViews() {
        assertThat(ModerationViews.states("")).isEmpty();
        assertThat(ModerationViews.states("held")).containsExactly(State.HELD);
        assertThatThrownBy(() -> ModerationViews.states("blue"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("refuted, held, waiting, clamped, raised, anchored");
    }
}
