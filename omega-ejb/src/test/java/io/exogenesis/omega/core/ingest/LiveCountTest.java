package io.exogenesis.omega.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.model.Consents;
import org.junit.jupiter.api.Test;

class LiveCountTest {
    private final CoreFixture core = CoreFixture.inMemory();

    /** Would catch a count that falls twice for each withdrawal, so that the ceiling of the epoch is never reached. */
    @Test
    void live_afterPushesReplacementsAndWithdrawals_isWhatCounts() {
        Registration viewer = core.register();
        Registration other = core.register();
        long seq = 0;
        core.push(core.session(other), Samples.pattern(1, Samples.near(7, 1), .9));
        for (int evening = 0; evening < 3; evening++) {
            core.push(
                    core.session(viewer),
                    Samples.pattern(++seq, Samples.near(1, evening), .9),
                    Samples.pattern(++seq, Samples.near(2, evening), .9));
            assertThat(core.ledger.live()).isEqualTo(3);
            core.registry.changeConsents(viewer.viewerId(), Consents.NONE);
            assertThat(core.ledger.live()).isEqualTo(1);
            core.registry.changeConsents(viewer.viewerId(), Consents.ALL);
        }
        core.rounds.runNow(true);
        assertThat(core.ledger.live()).isZero();
    }
}
