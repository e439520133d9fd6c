package io.exogenesis.omega.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.DiskText;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ConsentChange;
import io.exogenesis.omega.wire.v1.ConsentReceipt;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.Refusal;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sample of more than 50 titles: taken with its consent only, and taken back with it as a sample is with its own. */
class LargeSampleTest {
    private static final Consents LARGE = Consents.ALL.withLargeSample(true);

    private final CoreFixture core = CoreFixture.inMemory();
    private Registration viewer;
    private SyncSession session;

    @BeforeEach
    void oneViewerWithTheConsent() {
        core.importTitles(10);
        viewer = core.register(LARGE);
        session = core.session(viewer);
    }

    private PushAck push(SyncSession of, int seq, int titles) {
        return core.push(of, Samples.sample(seq, List.of("t1", "secret-" + seq), titles))
                .getPushAck();
    }

    private ConsentReceipt consent(Consents to) {
        return core.answer(
                        session,
                        ClientFrame.newBuilder()
                                .setConsent(ConsentChange.newBuilder().setConsents(WireCodec.toWire(to)))
                                .build())
                .getConsent();
    }

    private boolean isOnDisk(CoreFixture of, String text) throws IOException {
        of.clock.advance(of.settings.ingest().epoch().eraseWithin());
        of.erasure.runIfDue();
        return DiskText.isOn(of.disk, text);
    }

    @Test
    void push_beyondWhatWasAgreed_isRefusedWithBothNumbers() {
        SyncSession usual = core.session(core.register(Consents.ALL));
        assertThat(push(usual, 1, 50).getRefusedList()).isEmpty();
        PushAck refused = push(usual, 2, 51);
        assertThat(refused.getCommittedThroughSeq()).isEqualTo(2);
        assertThat(refused.getRefused(0).getReason().getCode()).isEqualTo(Refusal.Code.CONSENT);
        assertThat(refused.getRefused(0).getReason().getMessage()).contains("at most 50 titles, not 51");
        assertThat(push(session, 1, 200).getRefusedList()).isEmpty();
        SyncSession none = core.session(core.register(Consents.NONE
                .withPatterns(true)
                .withAudit(true)
                .withMetrics(true)
                .withLargeSample(true)));
        assertThat(push(none, 1, 1).getRefused(0).getReason().getMessage()).contains("this kind of contribution");
    }

    @Test
    void consent_givenLater_isTakenFromThenOn() {
        consent(Consents.ALL);
        assertThat(push(session, 1, 60).getRefusedList()).hasSize(1);
        ConsentReceipt receipt = consent(LARGE);
        assertThat(receipt.getConsents().getLargeSample()).isTrue();
        assertThat(receipt.getErased()).isZero();
        assertThat(push(session, 2, 60).getRefusedList()).isEmpty();
        assertThat(core.rounds.runNow(true).rows()).isEqualTo(1);
    }

    // An agent that does not know the field says that it is not given.
    @Test
    void consent_ofAnOlderAgent_withdrawsIt() throws Exception {
        push(session, 1, 60);
        byte[] allFour = {0x08, 1, 0x10, 1, 0x18, 1, 0x20, 1};
        Consents older = WireCodec.fromWire(io.exogenesis.omega.wire.v1.Consents.parseFrom(allFour));
        assertThat(consent(older).getErased()).isEqualTo(1);
    }

    @Test
    void withdrawal_ofAReceivedOne_isInNoRoundAndNowhereOnTheDisk() throws IOException {
        push(session, 1, 60);
        core.push(session, Samples.pattern(2));
        core.rounds.runNow(false);
        assertThat(consent(Consents.ALL).getErased()).isEqualTo(1);
        assertThat(core.rounds.runNow(false).rows()).isZero();
        assertThat(isOnDisk(core, "secret-1")).isFalse();
        assertThat(core.ledger.rawOf(viewer.viewerId())).as("the pattern stays").isEqualTo(1);
        assertThat(push(session, 3, 50).getRefusedList()).isEmpty();
        assertThat(core.rounds.runNow(true).rows()).isEqualTo(1);
        assertThat(core.accounting.total().pending()).isZero();
    }

    @Test
    void withdrawal_ofOneThatStands_isInNoRoundAndNowhereOnTheDisk() throws IOException {
        push(session, 1, 60);
        core.rounds.runNow(true);
        CoreFixture after = core.killAndRestart();
        assertThat(after.registry.changeConsents(viewer.viewerId(), Consents.ALL))
                .isEqualTo(1);
        assertThat(after.epoch.status(0).standing()).isZero();
        assertThat(isOnDisk(after, "secret-1")).isFalse();
        assertThat(after.rounds.runNow(true).rows()).isZero();
    }

    // A smaller one took its place in the rounds; on the disk, and behind a discarded epoch, the larger one would be
    // back.
    @Test
    void withdrawal_ofOneThatASmallerReplaced_leavesNeither() throws IOException {
        push(session, 1, 60);
        core.rounds.runNow(true);
        push(session, 2, 60);
        push(session, 3, 50);
        assertThat(consent(Consents.ALL).getErased()).isEqualTo(1);
        assertThat(isOnDisk(core, "secret-")).isFalse();
        core.epoch.discard(core.ledger.epoch().number());
        assertThat(core.epoch.status(0).standing()).isZero();
        assertThat(core.rounds.runNow(true).rows()).isZero();
    }

    @Test
    void withdrawal_ofWhoSentUsualOnes_erasesNothing() throws IOException {
        push(session, 1, 50);
        assertThat(consent(Consents.ALL).getErased()).isZero();
        core.rounds.runNow(true);
        assertThat(consent(LARGE).getErased()).isZero();
        assertThat(consent(Consents.ALL).getErased()).isZero();
        assertThat(core.epoch.status(0).standing()).isEqualTo(1);
        assertThat(isOnDisk(core, "secret-1")).isTrue();
    }

    // The larger sample of the epoch before is gone; what it left must not take the usual one behind it along.
    @Test
    void withdrawal_whenTheLargerOneIsOfAnEndedEpoch_usualOneStays() {
        push(session, 1, 60);
        push(session, 2, 50);
        core.rounds.runNow(true);
        assertThat(core.epoch.status(0).standing()).isEqualTo(1);
        assertThat(consent(Consents.ALL).getErased()).isZero();
        assertThat(core.killAndRestart().epoch.status(0).standing()).isEqualTo(1);
    }

    // The registry is written first, and an earlier release took larger samples under the consent to samples alone.
    @Test
    void restart_withALargerSampleThatNoConsentCovers_erasesIt() throws IOException {
        push(session, 1, 60);
        core.rounds.runNow(true);
        core.viewerStore.changeConsents(viewer.viewerId(), Consents.ALL);
        CoreFixture after = core.killAndRestart();
        assertThat(after.epoch.status(0).standing()).isZero();
        assertThat(isOnDisk(after, "secret-1")).isFalse();
        assertThat(after.rounds.runNow(true).rows()).isZero();
    }
}
