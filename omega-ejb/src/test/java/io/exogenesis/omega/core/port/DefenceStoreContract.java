package io.exogenesis.omega.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.port.OperatorAction.Kind;
import io.exogenesis.omega.learning.defence.TitleStanding;
import io.exogenesis.omega.learning.defence.TitleStanding.AuditCount;
import io.exogenesis.omega.learning.defence.TitleStanding.Mass;
import io.exogenesis.omega.learning.defence.TitleStanding.State;
import io.exogenesis.omega.learning.defence.TitleStandings;
import io.exogenesis.omega.model.MediaId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link DefenceStore} does. */
public abstract class DefenceStoreContract {
    private static final Operator JANE = new Operator("admin", "jane");

    protected abstract DefenceStore store();

    /** The log that the store writes to. */
    protected abstract OperatorLog log();

    private static TitleAnchor anchor(String title, String note) {
        return new TitleAnchor(new MediaId(title), Instant.ofEpochMilli(77), JANE, note);
    }

    private static OperatorAction action(Kind kind, String title) {
        return OperatorAction.of(Instant.ofEpochMilli(77), JANE, kind, title, "why");
    }

    @Test
    void empty_hasNothing() {
        assertThat(store().anchors()).isEmpty();
        assertThat(store().clearances()).isEmpty();
        assertThat(store().newest()).isEmpty();
    }

    @Test
    void anchor_andUnanchor_areThereWithTheirActions() {
        store().anchor(anchor("b", "first"), action(Kind.ANCHOR, "b"));
        store().anchor(anchor("a", ""), action(Kind.ANCHOR, "a"));
        store().anchor(anchor("b", "second"), action(Kind.ANCHOR, "b"));
        assertThat(store().anchors()).containsExactly(anchor("a", ""), anchor("b", "second"));
        store().unanchor(new MediaId("a"), action(Kind.UNANCHOR, "a"));
        store().unanchor(new MediaId("never"), action(Kind.UNANCHOR, "never"));
        assertThat(store().anchors()).containsExactly(anchor("b", "second"));
        assertThat(log().page(Long.MAX_VALUE, 10))
                .extracting(a -> a.kind() + " " + a.subject())
                .containsExactly("UNANCHOR never", "UNANCHOR a", "ANCHOR b", "ANCHOR a", "ANCHOR b");
    }

    @Test
    void clear_isKeptWithItsPlaceUntilItIsForgotten() {
        OperatorAction first = store().clear(new MediaId("a"), action(Kind.CLEAR_REFUTATION, "a"));
        OperatorAction second = store().clear(new MediaId("b"), action(Kind.CLEAR_REFUTATION, "b"));
        OperatorAction again = store().clear(new MediaId("a"), action(Kind.CLEAR_REFUTATION, "a"));
        assertThat(again.id()).isGreaterThan(second.id()).isGreaterThan(first.id());
        assertThat(store().clearances()).isEqualTo(Map.of(new MediaId("a"), again.id(), new MediaId("b"), second.id()));
        store().forgetClearances(second.id());
        assertThat(store().clearances()).isEqualTo(Map.of(new MediaId("a"), again.id()));
        assertThat(log().page(Long.MAX_VALUE, 1)).containsExactly(again);
    }

    // As large as a report gets: a thousand titles with ids and reasons of the greatest length.
    @Test
    void save_largestReport_isReadBackAndReplaced() {
        List<TitleStanding> titles = IntStream.range(0, TitleStandings.MOST)
                .mapToObj(n -> new TitleStanding(
                        new MediaId("%0128d".formatted(n)),
                        State.values()[n % State.values().length],
                        new Mass(n, n / 2., .5),
                        n % 2 == 0 ? Double.NaN : .25,
                        new AuditCount(3, 1, 2.5),
                        n,
                        "é".repeat(300)))
                .toList();
        DefenceRecord large = new DefenceRecord(5, 2, Instant.ofEpochMilli(9), true, new TitleStandings(titles, 17));
        store().save(large);
        assertThat(store().newest()).contains(large);
        DefenceRecord small = new DefenceRecord(6, 2, Instant.ofEpochMilli(10), false, TitleStandings.NONE);
        store().save(small);
        assertThat(store().newest()).contains(small);
    }
}
