package io.exogenesis.omega.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.port.OperatorAction.Kind;
import io.exogenesis.omega.model.PatternId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link PatternOrderStore} does. */
public abstract class PatternOrderStoreContract {
    private static final Operator JANE = new Operator("admin", "jane");
    private static final PatternId A = new PatternId("a");
    private static final PatternId B = new PatternId("b");

    protected abstract PatternOrderStore store();

    /** The log that the store writes to. */
    protected abstract OperatorLog log();

    private static PatternPin pin(PatternId pattern, String note) {
        return new PatternPin(pattern, Instant.ofEpochMilli(77), JANE, note);
    }

    private static OperatorAction action(Kind kind, String subject) {
        return OperatorAction.of(Instant.ofEpochMilli(77), JANE, kind, subject, "why");
    }

    @Test
    void empty_hasNothing() {
        assertThat(store().pins()).isEmpty();
        assertThat(store().removals()).isEmpty();
    }

    @Test
    void pin_andUnpin_areThereWithTheirActions() {
        store().pin(pin(B, "first"), action(Kind.PIN_PATTERN, "b"));
        store().pin(pin(A, ""), action(Kind.PIN_PATTERN, "a"));
        store().pin(pin(B, "second"), action(Kind.PIN_PATTERN, "b"));
        assertThat(store().pins()).containsExactly(pin(A, ""), pin(B, "second"));
        store().unpin(A, action(Kind.UNPIN_PATTERN, "a"));
        store().unpin(new PatternId("never"), action(Kind.UNPIN_PATTERN, "never"));
        assertThat(store().pins()).containsExactly(pin(B, "second"));
        store().forgetPins(List.of(B, A));
        assertThat(store().pins()).isEmpty();
        assertThat(log().page(Long.MAX_VALUE, 10))
                .extracting(a -> a.kind() + " " + a.subject())
                .containsExactly(
                        "UNPIN_PATTERN never", "UNPIN_PATTERN a", "PIN_PATTERN b", "PIN_PATTERN a", "PIN_PATTERN b");
    }

    // One that came after the round that took others in must not be forgotten with them.
    @Test
    void remove_isKeptWithItsPlaceUntilItIsForgotten() {
        OperatorAction first = store().remove(List.of(A, B), action(Kind.PRUNE_PATTERNS, "2"));
        assertThat(store().removals()).isEqualTo(Map.of(A, first.id(), B, first.id()));
        OperatorAction again = store().remove(List.of(A), action(Kind.REMOVE_PATTERN, "a"));
        store().forgetRemovals(first.id());
        assertThat(store().removals()).isEqualTo(Map.of(A, again.id()));
        store().forgetRemovals(again.id());
        assertThat(store().removals()).isEmpty();
    }
}
