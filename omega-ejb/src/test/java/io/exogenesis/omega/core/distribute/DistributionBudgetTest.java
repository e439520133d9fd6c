package io.exogenesis.omega.core.distribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.config.BankSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PullResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionBudgetTest {
    private static final long RATE = 500;

    private final CoreFixture core = CoreFixture.inMemory(DistributionBudgetTest::slow);

    private static CoreSettings slow(CoreSettings s) {
        BankSettings bank = s.bank();
        return s.with(new BankSettings(bank.pageSize(), RATE, bank.decisionRounds(), bank.maxDecisions()));
    }

    @Test
    void budget_inAnySecondsAfterTheBurst_noMoreThanItsRateAndAPage() {
        DistributionBudget budget = new DistributionBudget(core.settings, core.clock);
        int page = 170;
        long sent = 0;
        for (int tenth = 0; tenth < 600; tenth++) {
            while (budget.hasRoom()) {
                budget.sent(page);
                sent += page;
            }
            core.clock.advance(Duration.ofMillis(100));
        }
        long promised = RATE * (60 + DistributionBudget.BURST.toSeconds());
        assertThat(sent).isBetween(promised - page - RATE, promised + page);
    }

    /** A thousand newcomers at once: those who wait for a change wait for the next second's room, not for the newcomers' megabytes. */
    @Test
    void budget_sentAnyway_takesTheRoomAndLeavesNoDebt() {
        DistributionBudget budget = new DistributionBudget(core.settings, core.clock);
        for (int newcomer = 0; newcomer < 1_000; newcomer++) {
            budget.sentAnyway(10_000);
        }
        assertThat(budget.hasRoom()).isFalse();
        core.clock.advance(Duration.ofMillis(1));
        assertThat(budget.hasRoom()).isTrue();
    }

    @Test
    void pull_nothingLeft_isAnsweredWithNothingNew_andLaterWithAll() {
        round(5);
        BankVersion before = core.bank.contents().version();
        round(40);
        SyncSession session = core.session(core.register());
        spend();

        PullResponse none = pull(session, CoreFixture.pull(before));
        assertThat(none.getUpsertsCount()).isZero();
        assertThat(WireCodec.fromWire(none.getUpTo())).isEqualTo(before);
        assertThat(none.getMore()).isFalse();
        assertThat(none.hasState()).isFalse();
        assertThat(core.metrics.counted(Metric.PULLS_DEFERRED, "")).isEqualTo(1);

        core.clock.advance(Duration.ofSeconds(60));
        PullResponse all = pull(session, CoreFixture.pull(before));
        assertThat(all.getUpsertsCount()).isEqualTo(1);
        assertThat(WireCodec.fromWire(all.getUpTo()))
                .isEqualTo(core.bank.contents().version());
    }

    @Test
    void pull_nothingLeft_aViewerWithoutABankGetsAllItsPages() {
        round(5);
        round(40);
        SyncSession session = core.session(core.register());
        spend();

        PullRequest.Builder next = PullRequest.newBuilder().setMaxPatterns(1);
        int patterns = 0;
        PullResponse page;
        do {
            page = pull(session, ClientFrame.newBuilder().setPull(next).build());
            patterns += page.getUpsertsCount();
            next.setSince(page.getUpTo());
        } while (page.getMore());
        assertThat(patterns).isEqualTo(2);
        assertThat(page.hasState()).isTrue();
        assertThat(core.metrics.counted(Metric.PULLS_DEFERRED, "")).isZero();
    }

    private void spend() {
        IntStream.range(0, 10).forEach(v -> pull(core.session(core.register()), CoreFixture.pull()));
    }

    private PullResponse pull(SyncSession session, ClientFrame frame) {
        return core.answer(session, frame).getPull();
    }

    private void round(int direction) {
        for (int v = 0; v < 4; v++) {
            core.push(core.session(core.register()), Samples.pattern(1, Samples.near(direction, v), .9));
        }
        core.rounds.runNow(false);
    }
}
