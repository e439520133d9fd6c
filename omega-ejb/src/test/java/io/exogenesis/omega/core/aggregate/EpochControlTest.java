package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochControlTest {
    private final CoreFixture core = CoreFixture.inMemory();

    @Test
    void status_saysWhatIsInTheEpoch_andWhoHasMost() {
        Registration much = core.register();
        core.push(core.session(core.register()), Samples.pattern(1), Samples.sample(2, List.of("t1")));
        core.push(core.session(much), Samples.pattern(1), Samples.pattern(2), Samples.outcomes(3), Samples.session(4));
        EpochStatus status = core.epoch.status(1);
        assertThat(status.patterns()).isEqualTo(3);
        assertThat(status.samples()).isEqualTo(1);
        assertThat(status.reports()).isEqualTo(1);
        assertThat(status.viewers()).isEqualTo(2);
        assertThat(status.bytes()).isEqualTo(core.log.end());
        assertThat(status.endsAt()).contains(status.since().plus(Duration.ofHours(24)));
        assertThat(status.ceiling()).isPositive();
        assertThat(status.largest()).containsExactly(new EpochStatus.Contributor(much.viewerId(), 2, 0, 1, 4));
    }

    // A flooded epoch can be thrown away: its contributions are decided once, the disk is free, and the next ones
    // count.
    @Test
    void discard_expiresWhatWaits_cutsTheLog_andTheEpochGoesOn() {
        for (int v = 0; v < 3; v++) {
            core.push(core.session(core.register()), Samples.pattern(1, Samples.near(5, v), .9), Samples.outcomes(2));
        }
        Registration late = core.register();
        core.rounds.runNow(false);
        core.push(core.session(late), Samples.pattern(1, Samples.near(5, 9), .9));
        long used = ((PowerLossFileLayer) core.disk).used();

        EpochStatus before = core.epoch.discard(0);
        assertThat(before.patterns()).isEqualTo(4);
        assertThat(core.epoch.status(0).patterns()).isZero();
        assertThat(core.epoch.status(0).bytes()).isZero();
        assertThat(((PowerLossFileLayer) core.disk).used()).isLessThan(used / 4);
        assertThat(core.accounting.total().decided()).isEqualTo(new Accounting.Decided(6, 0, 1));
        assertThat(core.accounting.total().pending()).isZero();
        assertThat(core.ledger.age(late.viewerId())).isZero();

        CoreFixture after = core.killAndRestart();
        assertThat(after.accounting.total()).isEqualTo(core.accounting.total());
        assertThat(after.bankStore.head().round()).isEqualTo(1);
        after.push(after.session(late), Samples.pattern(2, Samples.near(5, 9), .9));
        assertThat(after.rounds.runNow(true).votes()).isEqualTo(1);
        assertThat(after.accounting.total().pending()).isZero();
    }

    @Test
    void close_endsTheEpochNow() {
        core.push(core.session(core.register()), Samples.pattern(1));
        assertThat(core.epoch.close().endOfEpoch()).isTrue();
        assertThat(core.epoch.status(0).epoch()).isEqualTo(1);
        assertThat(core.accounting.total().pending()).isZero();
    }
}
