package io.exogenesis.omega.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiskFullTest {
    private final CoreFixture core = CoreFixture.inMemory();
    private final PowerLossFileLayer disk = (PowerLossFileLayer) core.disk;

    @Test
    void diskFull_pushIsUnavailable_pullGoesOn_nothingAcknowledgedIsLost_andItRecoversByItself() {
        SyncSession session = core.session(core.register());
        core.push(session, Samples.pattern(1), Samples.pattern(2));
        disk.capacity(disk.used() + 100);

        ServerFrame refused = core.push(session, Samples.pattern(3));
        assertThat(refused.getRefusal().getCode()).isEqualTo(Refusal.Code.UNAVAILABLE);
        assertThat(refused.getRefusal().getRetryAfterMs()).isPositive();
        assertThat(core.answer(session, CoreFixture.pull()).hasPull()).isTrue();
        assertThat(core.accounting.total().acknowledged()).isEqualTo(2);
        assertThat(core.log.writable()).isFalse();

        // a Core that is restarted now has what it acknowledged
        disk.capacity(Long.MAX_VALUE);
        core.clock.advance(Duration.ofSeconds(2));
        assertThat(core.push(session, Samples.pattern(3)).getPushAck().getCommittedThroughSeq())
                .isEqualTo(3);
        assertThat(core.log.writable()).isTrue();
        CoreFixture after = core.restart(disk.crash(new Random(1)));
        assertThat(after.accounting.total().acknowledged()).isEqualTo(3);
        assertThat(after.accounting.total().pending()).isEqualTo(3);
    }

    @Test
    void failedSync_isNotAcknowledged_andARetryCountsOnce() {
        SyncSession session = core.session(core.register());
        core.push(session, Samples.pattern(1));
        disk.failSyncs(true);
        assertThat(core.push(session, Samples.pattern(2)).hasRefusal()).isTrue();
        disk.failSyncs(false);
        core.clock.advance(Duration.ofSeconds(2));
        assertThat(core.push(session, Samples.pattern(2)).getPushAck().getCommittedThroughSeq())
                .isEqualTo(2);
        assertThat(core.rounds.runNow(true).votes()).isEqualTo(2);
        assertThat(core.accounting.total().acknowledged()).isEqualTo(2);
        assertThat(core.accounting.total().pending()).isZero();
    }
}
