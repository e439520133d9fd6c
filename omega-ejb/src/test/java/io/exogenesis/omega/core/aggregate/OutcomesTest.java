package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.Refusal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reports of outcomes from the push to the rounds that read them. */
class OutcomesTest {
    private static final Consents NO_AUDIT =
            Consents.NONE.withPatterns(true).withSample(true).withMetrics(true);
    private static final Accounting.Decided ONE_ADMITTED = new Accounting.Decided(1, 0, 0);

    private final CoreFixture core = CoreFixture.inMemory();

    /** Reports that count in the running epoch. */
    private static long reports(CoreFixture core) {
        return core.epoch.status(0).reports();
    }

    // A report that waits would stay pending for ever: no round decides about it.
    @Test
    void report_withConsent_isAdmittedOnArrivalAndReadByEveryRoundOfTheEpoch() {
        Registration viewer = core.register();
        core.push(core.session(viewer), Samples.outcomes(1));
        assertThat(core.accounting.total().decided()).isEqualTo(ONE_ADMITTED);
        assertThat(reports(core)).isEqualTo(1);
        core.rounds.runNow(false);
        assertThat(reports(core)).isEqualTo(1);
        core.rounds.runNow(true);
        assertThat(reports(core)).isZero();
        assertThat(core.accounting.total().decided()).isEqualTo(ONE_ADMITTED);
        assertThat(core.accounting.total().pending()).isZero();
    }

    @Test
    void report_withoutTheAuditConsent_isRefusedForGood() {
        Registration viewer = core.register(NO_AUDIT);
        PushAck ack = core.push(core.session(viewer), Samples.outcomes(1), Samples.session(2))
                .getPushAck();
        assertThat(ack.getCommittedThroughSeq()).isEqualTo(2);
        assertThat(ack.getRefusedList()).singleElement().satisfies(r -> {
            assertThat(r.getSeq()).isEqualTo(1);
            assertThat(r.getReason().getCode()).isEqualTo(Refusal.Code.CONSENT);
        });
        assertThat(reports(core)).isZero();
    }

    // What the owner takes back is gone from rounds and disk; the books neither lose it nor count it twice.
    @Test
    void report_consentWithdrawn_isErasedAndTheBooksStay() {
        Registration viewer = core.register();
        SyncSession session = core.session(viewer);
        core.push(session, Samples.outcomes(1), Samples.pattern(2));
        core.rounds.runNow(false);
        assertThat(core.registry.changeConsents(viewer.viewerId(), NO_AUDIT)).isEqualTo(1);
        assertThat(reports(core)).isZero();
        assertThat(core.accounting.total().decided()).isEqualTo(ONE_ADMITTED);
        CoreFixture after = core.killAndRestart();
        assertThat(reports(after)).isZero();
        after.clock.advance(after.settings.ingest().epoch().eraseWithin());
        assertThat(after.erasure.runIfDue()).isEqualTo(1);
        assertThat(after.rounds.runNow(true).votes()).isEqualTo(1);
        assertThat(after.accounting.total().decided().admitted()).isEqualTo(1);
        assertThat(after.accounting.total().pending()).isZero();
    }

    // The checkpoint must remember that a report was decided, or a restart would decide it again.
    @Test
    void report_afterARoundAndPowerLoss_countsOnce() {
        Registration viewer = core.register();
        core.push(core.session(viewer), Samples.outcomes(1));
        core.rounds.runNow(false);
        CoreFixture after = core.restart(((PowerLossFileLayer) core.disk).crash(new Random(3)));
        assertThat(after.accounting.total()).isEqualTo(core.accounting.total());
        assertThat(reports(after)).isEqualTo(1);
        after.rounds.runNow(true);
        assertThat(after.accounting.total().decided()).isEqualTo(ONE_ADMITTED);
    }
}
