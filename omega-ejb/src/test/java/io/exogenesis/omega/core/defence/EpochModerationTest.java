package io.exogenesis.omega.core.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.aggregate.EpochStatus;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.wire.v1.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator does to the running epoch, and what the log says of it. */
class EpochModerationTest {
    private static final Operator JANE = new Operator("admin", "jane");

    private final CoreFixture core = CoreFixture.inMemory();

    private List<String> log() {
        return core.operatorLog.page(Long.MAX_VALUE, 10).stream()
                .map(a -> a.kind() + " " + a.subject() + " by " + a.who() + ": " + a.note())
                .toList();
    }

    private Registration contributor() {
        Registration viewer = core.register();
        core.push(core.session(viewer), Samples.pattern(1), Samples.pattern(2));
        return viewer;
    }

    @Test
    void discard_ofTheRunningEpoch_expiresWhatItHeldAndIsLogged() {
        Registration viewer = contributor();
        EpochStatus before = core.epochs.discard(0, "a flood", JANE);
        assertThat(before.patterns()).isEqualTo(2);
        assertThat(before.viewers()).isEqualTo(1);
        assertThat(core.epochs.status(10).patterns()).isZero();
        assertThat(core.accounting.of(viewer.viewerId()).decided()).isEqualTo(new Accounting.Decided(0, 0, 2));
        assertThat(log()).containsExactly("DISCARD_EPOCH 0 by admin (jane): a flood");
    }

    // Whoever looked at one epoch must not empty the next one.
    @Test
    void discard_ofAnotherEpoch_isRefusedAndChangesNothing() {
        contributor();
        assertThatThrownBy(() -> core.epochs.discard(1, "", JANE))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(Refusal.Code.MALFORMED))
                .hasMessageContaining("the running one is 0");
        assertThat(core.epochs.status(10).patterns()).isEqualTo(2);
        assertThat(log().getFirst()).startsWith("DISCARD_EPOCH 1 by admin (jane): not done");
    }

    // A round that an operator ran left no trace.
    @Test
    void round_isLoggedWithItsEpoch() {
        contributor();
        assertThat(core.epochs.round("is it stuck?", JANE).endOfEpoch()).isFalse();
        assertThat(log()).containsExactly("RUN_ROUND 0 by admin (jane): is it stuck?");
    }

    @Test
    void close_endsTheEpochAndIsLogged() {
        contributor();
        assertThat(core.epochs.close("before the release", JANE).endOfEpoch()).isTrue();
        assertThat(core.epochs.status(0).epoch()).isEqualTo(1);
        assertThat(log()).containsExactly("CLOSE_EPOCH 0 by admin (jane): before the release");
    }

    @Test
    void close_whileTitlesWaitForTheirEmbedding_isLoggedAsNotDone() {
        core.embedder.beforeText = () -> {
            throw new IllegalStateException("no model");
        };
        core.importTitles(3);
        assertThatThrownBy(() -> core.epochs.close("", JANE)).isInstanceOf(RefusedException.class);
        assertThat(core.epochs.status(0).epoch()).isZero();
        assertThat(log()).hasSize(2);
        assertThat(log().getFirst()).startsWith("CLOSE_EPOCH 0 by admin (jane): not done: the catalogue");
    }

    @Test
    void anyOperation_noteThatIsTooLong_isRefusedBeforeAnythingIsDone() {
        String tooLong = "n".repeat(OperatorAction.MAX_NOTE + 1);
        assertThatThrownBy(() -> core.epochs.close(tooLong, JANE)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> core.epochs.discard(0, tooLong, JANE)).isInstanceOf(RefusedException.class);
        assertThat(core.epochs.status(0).epoch()).isZero();
        assertThat(log()).isEmpty();
    }
}
