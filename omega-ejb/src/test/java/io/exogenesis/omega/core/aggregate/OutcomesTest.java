package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.learning.round.OutcomeRow;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.vector.ContentSpace;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reports of outcomes from the push to the rounds that read them. */
class OutcomesTest {
    private static final Consents NO_AUDIT = new Consents(true, true, false, true);
    private static final Accounting.Decided ONE_ADMITTED = new Accounting.Decided(1, 0, 0);

    private final CoreFixture core = CoreFixture.inMemory();

    /** What a round that began now would read. */
    private static List<OutcomeRow> rows(CoreFixture core) {
        return EpochContributions.read(core.log, core.bankStore.head(), core.ledger.snapshot(false))
                .input(
                        core.ledger.snapshot(false),
                        v -> core.keys.pseudonym(v.value()),
                        ContentSpace.of(List.of(), List.of()),
                        false,
                        core.clock.instant())
                .outcomes();
    }

    // A report that waits would stay pending for ever: no round decides about it.
    @Test
    void report_withConsent_isAdmittedOnArrivalAndReadByEveryRoundOfTheEpoch() {
        Registration viewer = core.register();
        core.push(core.session(viewer), Samples.outcomes(1));
        assertThat(core.accounting.total().decided()).isEqualTo(ONE_ADMITTED);
        assertThat(rows(core)).singleElement().satisfies(row -> {
            assertThat(row.viewer()).isEqualTo(viewer.viewerId());
            assertThat(row.pseudonym())
                    .isEqualTo(core.keys.pseudonym(viewer.viewerId().value()));
            assertThat(row.seq()).isEqualTo(1);
            assertThat(new Contribution.OfOutcomes(row.outcomes()))
                    .isEqualTo(Samples.outcomes(1).payload());
            assertThat(row.reputation()).isEqualTo(core.ledger.reputation(viewer.viewerId()));
        });
        core.rounds.runNow(false);
        assertThat(rows(core)).hasSize(1);
        core.rounds.runNow(true);
        assertThat(rows(core)).isEmpty();
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
        assertThat(rows(core)).isEmpty();
    }

    // What the owner takes back is gone from rounds and disk; the books neither lose it nor count it twice.
    @Test
    void report_consentWithdrawn_isErasedAndTheBooksStay() {
        Registration viewer = core.register();
        SyncSession session = core.session(viewer);
        core.push(session, Samples.outcomes(1), Samples.pattern(2));
        core.rounds.runNow(false);
        assertThat(core.registry.changeConsents(viewer.viewerId(), NO_AUDIT)).isEqualTo(1);
        assertThat(rows(core)).isEmpty();
        assertThat(core.accounting.total().decided()).isEqualTo(ONE_ADMITTED);
        CoreFixture after = core.killAndRestart();
        assertThat(rows(after)).isEmpty();
        assertThat(new LogCompaction(after.bankStore, after.blobs, after.log, after.ledger, after.rounds).runIfDue())
                .isEqualTo(1);
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
        assertThat(rows(after)).hasSize(1);
        after.rounds.runNow(true);
        assertThat(after.accounting.total().decided()).isEqualTo(ONE_ADMITTED);
    }

    // One viewer must not fill the log of an epoch with reports.
    @Test
    void reports_beyondTheLimitOfAnEpoch_areRefused() {
        Registration viewer = core.register();
        long refused = 0;
        for (int push = 0; push < 24; push++) {
            core.clock.advance(Duration.ofMinutes(1));
            Contribution[] many = new Contribution[64];
            for (int i = 0; i < many.length; i++) {
                many[i] = Samples.outcomes(64L * push + i + 1);
            }
            refused += core.push(core.session(viewer), many).getPushAck().getRefusedCount();
        }
        assertThat(refused).isEqualTo(24 * 64 - 1_440);
        assertThat(rows(core)).hasSize(1_440);
    }
}
