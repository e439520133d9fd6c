package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.Ledger;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.SyncFailedException;
import io.exogenesis.omega.viewer.SyncReport;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.viewer.internal.agent.FaultyTransport;
import io.exogenesis.omega.viewer.internal.agent.FaultyTransport.Fate;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.internal.agent.TestCatalogue;
import io.exogenesis.omega.viewer.internal.learn.LeavePolicy;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import io.exogenesis.omega.viewer.internal.store.LeaveTimes;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The coordinator against a Core that refuses, forgets, or answers into the void. */
class SyncCoordinatorTest {
    private static final RetryPolicy RETRY = new RetryPolicy(4, Duration.ofMillis(100), Duration.ofSeconds(20));

    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(3);
    private final Deque<Fate> fates = new ArrayDeque<>();
    private final FaultyTransport transport =
            new FaultyTransport(core, () -> fates.isEmpty() ? Fate.ARRIVES : fates.poll());
    private final List<Duration> pauses = new ArrayList<>();
    private String token = "v";
    private static final LeavePolicy POLICY = new LeavePolicy(.7, 50);

    private Instant now = TestAgents.NOW;
    private AgentDb db = fresh();

    private static AgentDb fresh() {
        AgentDb db = AgentDb.open(new ViewerId("v"), new PowerLossFileLayer(), () -> {}, 100);
        db.commit(s -> List.of(new AgentRecord.ConsentsChanged(Consents.ALL)));
        return db;
    }

    private List<PushPatterns> preview() {
        return SyncCoordinator.preview(db, POLICY, now);
    }

    private SyncCoordinator coordinator() {
        SyncCoordinator.Settings settings = new SyncCoordinator.Settings(
                RETRY.attempts(),
                new Backoff(RETRY, new Random(1)),
                pauses::add,
                () -> now,
                () -> token,
                renewed -> new AgentRecord.TokenRenewed(1, renewed),
                "test");
        return new SyncCoordinator(db, transport, new ModelStore(directory), POLICY, settings);
    }

    private void enqueue(int count) {
        for (int n = 0; n < count; n++) {
            db.commit(s -> List.of(new AgentRecord.Enqueued(new Contribution(
                    s.outbox().next(),
                    new Contribution.OfSession(
                            new SessionSummary(1, 0, 0, 0, 0, s.outbox().next()))))));
        }
    }

    private void rate(int title) {
        db.commit(s -> List.of(
                new AgentRecord.Tracked(new ViewerEvent.Rating(TestCatalogue.id(0, title), 5, TestAgents.NOW))));
    }

    private Ledger ledger() {
        return db.read(s -> s.outbox().ledger());
    }

    @Test
    void sync_nothingNew_oneRoundTrip() {
        coordinator().sync();
        int before = transport.sent().size();
        enqueue(3);
        SyncReport report = coordinator().sync();
        assertThat(transport.sent()).hasSize(before + 1);
        assertThat(report.acknowledged()).isEqualTo(3);
    }

    @Test
    void sync_manyWaiting_messagesOfAtMostSixtyFour() {
        enqueue(150);
        SyncReport report = coordinator().sync();
        assertThat(core.pushes())
                .extracting(PushPatterns::getContributionsCount)
                .containsExactly(64, 64, 22);
        assertThat(report.acknowledged()).isEqualTo(150);
        assertThat(core.received("v")).hasSize(150);
    }

    @Test
    void sync_rateLimited_waitsAsLongAsTheCoreAsksAndSucceeds() {
        core.refusePushOnce(Refusal.Code.RATE_LIMITED, 7_000);
        enqueue(1);
        SyncReport report = coordinator().sync();
        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
        assertThat(report.attempts()).isEqualTo(2);
        assertThat(ledger().acknowledged()).isEqualTo(1);
    }

    // Without it a viewer whose history stands still would be gone from the Core with the lease of its sample.
    @Test
    void sync_historyStandsStill_sampleLeavesAgainAfterAWeek_andOnlyOnce() {
        rate(1);
        coordinator().sync();
        long samples = ledger().samples();
        assertThat(samples).isEqualTo(1);
        now = now.plus(LeavePolicy.RENEWAL).minusMillis(1);
        coordinator().sync();
        assertThat(ledger().samples()).isEqualTo(1);
        now = now.plusMillis(1);
        coordinator().sync();
        coordinator().sync();
        assertThat(ledger().samples()).isEqualTo(2);
        rate(2);
        coordinator().sync();
        assertThat(ledger().samples()).as("a change does not wait for it").isEqualTo(3);
        now = now.plus(LeavePolicy.RENEWAL);
        db.commit(s -> List.of(new AgentRecord.ConsentsChanged(Consents.NONE)));
        coordinator().sync();
        assertThat(ledger().samples()).isEqualTo(3);
    }

    /** Would catch a sample in the outbox of which nobody knows when it left: it would leave once more as it is. */
    @Test
    void sync_onlyTheFirstStepOfLeavingSurvivedACrash_sampleLeavesOnce() {
        rate(1);
        db.commit(s -> POLICY.leaving(s, now).subList(0, 1));
        coordinator().sync();
        coordinator().sync();
        assertThat(ledger().samples()).isEqualTo(1);
    }

    /** Would catch an agent that sleeps for hours in a sync, or fails it, because the epoch takes no more of its kind. */
    @Test
    void sync_quotaUsedUp_pullsAndPushesWhenTheCoreSaid() {
        core.refusePushOnce(Refusal.Code.QUOTA, Duration.ofHours(2).toMillis());
        enqueue(1);
        SyncCoordinator coordinator = coordinator();
        SyncReport refused = coordinator.sync();
        assertThat(refused.notes()).anyMatch(n -> n.contains("takes no more in this epoch"));
        assertThat(refused.acknowledged()).isZero();
        assertThat(pauses).isEmpty();
        assertThat(refused.bank().bankId()).isNotEmpty();
        now = now.plus(Duration.ofMinutes(119));
        coordinator.sync();
        assertThat(core.pushes()).isEmpty();
        assertThat(ledger().pending()).isEqualTo(1);
        now = now.plus(Duration.ofMinutes(1));
        assertThat(coordinator.sync().acknowledged()).isEqualTo(1);
        assertThat(core.received("v")).hasSize(1);
    }

    /** Would catch an evening with a sync a minute that sends a sample each, and so meets the Core's quota. */
    @Test
    void sync_everyMinuteOfAnEvening_fewSamplesAndTheNewestStateLeaves() {
        for (int minute = 0; minute < 300; minute++) {
            rate(minute % 40);
            coordinator().sync();
            now = now.plus(Duration.ofMinutes(1));
        }
        assertThat(core.received("v").stream().filter(c -> c.payload() instanceof Contribution.OfSample))
                .hasSizeBetween(4, LeaveTimes.Kind.SAMPLE.quota());
        now = now.plus(Duration.ofHours(3));
        coordinator().sync();
        assertThat(preview()).isEmpty();
        assertThat((long) db.read(s -> s.outbox().sampledAt())).isEqualTo((long) db.read(AgentState::historyChanges));
    }

    /** Would catch a device without network that piles up forms of one sample which nobody needs. */
    @Test
    void sync_coreAwayForDays_oneSampleWaits() {
        for (int day = 0; day < 5; day++) {
            rate(day);
            fates.addAll(List.of(Fate.REQUEST_LOST, Fate.REQUEST_LOST, Fate.REQUEST_LOST, Fate.REQUEST_LOST));
            assertThatThrownBy(() -> coordinator().sync()).isInstanceOf(SyncFailedException.class);
            now = now.plus(Duration.ofDays(1));
        }
        assertThat(ledger().pending()).isEqualTo(1);
    }

    @Test
    void sync_tokenExpired_givenUpAtOnceWithTheCoresLine() {
        token = "expired";
        enqueue(1);
        assertThatThrownBy(() -> coordinator().sync())
                .isInstanceOf(SyncFailedException.class)
                .hasMessageContaining("the token has expired");
        assertThat(pauses).isEmpty();
        assertThat(ledger().pending()).isEqualTo(1);
    }

    @Test
    void sync_coreAway_givenUpAfterAllAttemptsAndNothingLost() {
        fates.addAll(List.of(Fate.REQUEST_LOST, Fate.REQUEST_LOST, Fate.REQUEST_LOST, Fate.REQUEST_LOST));
        enqueue(2);
        assertThatThrownBy(() -> coordinator().sync())
                .isInstanceOf(SyncFailedException.class)
                .extracting(e -> ((SyncFailedException) e).attempts())
                .isEqualTo(4);
        assertThat(pauses).hasSize(3);
        assertThat(ledger().pending()).isEqualTo(2);
        assertThat(coordinator().sync().acknowledged()).isEqualTo(2);
    }

    @Test
    void sync_answerLost_sentAgainUnderTheSameNumberAndCountedOnce() {
        fates.add(Fate.ANSWER_LOST);
        enqueue(2);
        SyncReport report = coordinator().sync();
        assertThat(report.attempts()).isEqualTo(2);
        assertThat(report.acknowledged()).isEqualTo(2);
        assertThat(core.received("v")).hasSize(2);
        assertThat(core.changedUnderTheSameNumber()).isEmpty();
    }

    /** Would catch an agent that waits for ever because its Core was replaced and knows none of the numbers. */
    @Test
    void sync_coreReplaced_numberedAnewAndBankTakenAnew() {
        enqueue(5);
        coordinator().sync();
        core.loseEverything("another-bank");
        enqueue(2);
        SyncReport report = coordinator().sync();
        assertThat(report.acknowledged()).isEqualTo(2);
        assertThat(report.notes()).anyMatch(n -> n.contains("numbered from 1"));
        assertThat(report.snapshot()).isTrue();
        assertThat(report.bank().bankId()).isEqualTo("another-bank");
        assertThat(core.received("v")).extracting(Contribution::seq).containsExactly(1L, 2L);
    }

    /** Would catch new contributions taken for old ones because the device had lost its memory and began at 1. */
    @Test
    void sync_deviceLostItsMemory_newContributionsAreNotTakenForOld() {
        enqueue(5);
        coordinator().sync();
        db = fresh();
        enqueue(2);
        SyncReport report = coordinator().sync();
        assertThat(report.acknowledged()).isEqualTo(2);
        assertThat(core.received("v")).hasSize(7);
        assertThat(core.changedUnderTheSameNumber())
                .as("one exchange went out before the greeting came back")
                .hasSizeLessThanOrEqualTo(2);
        assertThat(ledger().acknowledgedThrough()).isEqualTo(7);
    }

    @Test
    void sync_consentWithdrawnBetween_whatWasTakenOutNeverLeaves() {
        rate(0);
        enqueue(1);
        fates.addAll(List.of(Fate.REQUEST_LOST, Fate.REQUEST_LOST, Fate.REQUEST_LOST, Fate.REQUEST_LOST));
        assertThatThrownBy(() -> coordinator().sync()).isInstanceOf(SyncFailedException.class);
        db.commit(s -> List.of(new AgentRecord.ConsentsChanged(
                Consents.NONE.withPatterns(true).withSample(true).withAudit(true))));
        coordinator().sync();
        assertThat(core.received("v"))
                .singleElement()
                .extracting(Contribution::payload)
                .isInstanceOf(Contribution.OfSample.class);
        assertThat(core.consents("v"))
                .contains(Consents.NONE.withPatterns(true).withSample(true).withAudit(true));
    }

    // Told with each exchange, a long outbox would meet the Core's rate of consent changes.
    @Test
    void sync_coreOfBeforeTheLargerSample_isToldOnceInManyExchanges() {
        core.knowLargeSample(false);
        db.commit(s -> List.of(new AgentRecord.ConsentsChanged(Consents.ALL.withLargeSample(true))));
        enqueue(150);
        coordinator().sync();
        assertThat(core.pushes()).hasSize(3);
        assertThat(core.consentChanges()).isEqualTo(1);
        assertThat(db.read(AgentState::consentsTold)).as("what counts there").contains(Consents.ALL);
    }

    @Test
    void sync_tokenRenewed_keptInTheJournal() {
        core.renewTokens("renewed:v");
        coordinator().sync();
        assertThat(db.read(AgentState::token)).contains(new AgentRecord.TokenRenewed(1, "renewed:v"));
    }

    @Test
    void preview_nothingCommitted_sameTwice() {
        rate(0);
        rate(1);
        List<PushPatterns> first = preview();
        assertThat(first).isNotEmpty().isEqualTo(preview());
        coordinator().sync();
        assertThat(core.pushes()).isEqualTo(first);
        assertThat(preview()).isEmpty();
    }
}
