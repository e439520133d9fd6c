package io.exogenesis.omega.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.config.BankSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.DoorSettings;
import io.exogenesis.omega.core.config.IngestSettings;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.wire.BankHash;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.PullResponse;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.TaskType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A pull that waits for news. */
class HeldPullsTest {
    private static final int VIEWERS = 200;
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final Deque<Runnable> later = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();

    private CoreFixture core(UnaryOperator<CoreSettings> change) {
        CoreFixture core = CoreFixture.inMemory(change);
        core.whenLater = (work, pause) -> {
            later.add(work);
            pauses.add(pause);
        };
        return core;
    }

    private CoreFixture core() {
        return core(s -> s);
    }

    private void runLater() {
        for (Runnable next = later.poll(); next != null; next = later.poll()) {
            next.run();
        }
    }

    private static void round(CoreFixture core, int direction) {
        for (int v = 0; v < 4; v++) {
            core.push(core.session(core.register()), Samples.pattern(1, Samples.near(direction, v), .9));
        }
        core.rounds.runNow(false);
    }

    private static ClientFrame waiting(BankVersion since, Duration wait) {
        ClientFrame.Builder frame = CoreFixture.pull(since).toBuilder();
        frame.getPullBuilder().setWaitMs((int) wait.toMillis());
        return frame.build();
    }

    /** One viewer that waits from where the bank is. */
    private static final class Waiter {
        final List<ServerFrame> answers = new ArrayList<>();
        final Registration viewer;
        final SyncSession session;
        final Runnable drop;

        Waiter(CoreFixture core) {
            this(core, core.register(), WAIT);
        }

        Waiter(CoreFixture core, Registration viewer, Duration wait) {
            this.viewer = viewer;
            session = core.session(viewer);
            drop = core.protocol.hold(session, waiting(core.bank.contents().version(), wait), answers::add);
        }

        PullResponse pull() {
            assertThat(answers).hasSize(1);
            assertThat(answers.getFirst().hasPull()).as(answers.toString()).isTrue();
            return answers.getFirst().getPull();
        }
    }

    @Test
    void commit_twoHundredWait_eachIsAnsweredOnceWithTheSamePageMadeOnce() {
        CoreFixture core = core();
        round(core, 5);
        List<Waiter> all =
                IntStream.range(0, VIEWERS).mapToObj(v -> new Waiter(core)).toList();
        assertThat(core.held.size()).isEqualTo(VIEWERS);
        assertThat(all).allSatisfy(w -> assertThat(w.answers).isEmpty());

        long before = core.distribution.pagesMade();
        round(core, 40);
        assertThat(all).allSatisfy(w -> assertThat(w.answers).isEmpty());
        runLater();

        assertThat(core.distribution.pagesMade() - before).isEqualTo(1);
        assertThat(core.held.size()).isZero();
        PullResponse first = all.getFirst().pull();
        assertThat(first.getUpsertsCount()).isPositive();
        assertThat(WireCodec.fromWire(first.getUpTo()))
                .isEqualTo(core.bank.contents().version());
        assertThat(all).allSatisfy(w -> {
            assertThat(w.pull().getUpsertsList()).isEqualTo(first.getUpsertsList());
            assertThat(w.pull().getState()).isEqualTo(first.getState());
        });
    }

    /** Versions that follow one another at once wake a viewer once, for all of them. */
    @Test
    void commits_withinTheWindow_wakeOnce() {
        CoreFixture core = core();
        round(core, 5);
        Waiter waiter = new Waiter(core);
        round(core, 40);
        round(core, 80);
        assertThat(later).hasSize(1);
        assertThat(pauses.getFirst()).isEqualTo(HeldPulls.GATHER);
        runLater();
        assertThat(WireCodec.fromWire(waiter.pull().getUpTo()))
                .isEqualTo(core.bank.contents().version());
    }

    /** Its next pull came between the commit and the wake-up. */
    @Test
    void wake_whoHasTheVersionAlready_goesOnWaiting() {
        CoreFixture core = core();
        round(core, 5);
        Waiter behind = new Waiter(core);
        round(core, 40);
        Waiter there = new Waiter(core);
        runLater();
        assertThat(behind.answers).hasSize(1);
        assertThat(there.answers).isEmpty();
    }

    /** The bucket holds a page or two; the last of them ends in debt, and the others have to wait for it. */
    @Test
    void commit_moreThanMayBeSent_othersWaitUntilTheyMay() {
        CoreFixture core = core(s -> {
            BankSettings bank = s.bank();
            return s.with(new BankSettings(bank.pageSize(), 500, bank.decisionRounds(), bank.maxDecisions()));
        });
        round(core, 5);
        core.clock.advance(Duration.ofSeconds(2));
        List<Waiter> all = IntStream.range(0, 8).mapToObj(v -> new Waiter(core)).toList();
        round(core, 40);
        runLater();
        assertThat(core.held.size()).isBetween(5, 7);

        for (int second = 1; second < WAIT.toSeconds() && core.held.size() > 0; second++) {
            int before = core.held.size();
            core.clock.advance(Duration.ofSeconds(1));
            core.held.look();
            runLater();
            assertThat(before - core.held.size()).isLessThanOrEqualTo(2);
        }
        assertThat(all).allSatisfy(w -> assertThat(w.pull().getUpsertsCount()).isPositive());
    }

    @Test
    void hold_somethingNewIsThere_isAnsweredAtOnce() {
        CoreFixture core = core();
        BankVersion empty = core.bank.contents().version();
        round(core, 5);
        List<ServerFrame> answers = new ArrayList<>();
        core.protocol.hold(core.session(core.register()), waiting(empty, WAIT), answers::add);
        assertThat(answers).hasSize(1);
        assertThat(core.held.size()).isZero();
    }

    @Test
    void look_theTimeIsOver_isAnsweredWithNothingNew() {
        CoreFixture core = core();
        round(core, 5);
        Waiter waiter = new Waiter(core);
        core.clock.advance(WAIT.minusMillis(1));
        core.held.look();
        assertThat(waiter.answers).isEmpty();
        core.clock.advance(Duration.ofMillis(1));
        core.held.look();
        assertThat(waiter.pull().getUpsertsCount()).isZero();
        assertThat(waiter.pull().hasState()).isFalse();
    }

    @Test
    void hold_longerThanTheCoreLetsAnybodyWait_endsAtItsLimit() {
        CoreFixture core = core();
        round(core, 5);
        Waiter waiter = new Waiter(core, core.register(), Duration.ofDays(20));
        core.clock.advance(core.settings.door().quic().hold());
        core.held.look();
        assertThat(waiter.answers).hasSize(1);
        assertThat(core.settings.door().quic().hold())
                .isLessThan(core.settings.door().quic().idleTimeout());
    }

    @Test
    void hold_aSecondOfTheSameViewer_releasesTheFirst() {
        CoreFixture core = core();
        round(core, 5);
        Waiter first = new Waiter(core);
        Waiter second = new Waiter(core, first.viewer, WAIT);
        assertThat(first.pull().getUpsertsCount()).isZero();
        assertThat(second.answers).isEmpty();
        assertThat(core.held.size()).isEqualTo(1);
    }

    @Test
    void hold_moreThanThereIsRoomFor_isAnsweredAtOnce() {
        CoreFixture core = core(s -> s.with(new DoorSettings(
                DoorSettings.Quic.DEFAULTS.withHeld(2, WAIT),
                s.door().http(),
                s.door().rates(),
                false,
                s.door().mcpHosts())));
        round(core, 5);
        new Waiter(core);
        Waiter second = new Waiter(core);
        Waiter third = new Waiter(core);
        assertThat(third.answers).hasSize(1);
        second.drop.run();
        assertThat(new Waiter(core).answers).isEmpty();
    }

    @Test
    void drop_theClientIsGone_isNeverAnswered() {
        CoreFixture core = core();
        round(core, 5);
        Waiter waiter = new Waiter(core);
        waiter.drop.run();
        round(core, 40);
        runLater();
        core.held.close();
        assertThat(waiter.answers).isEmpty();
        assertThat(core.held.size()).isZero();
    }

    @Test
    void look_theViewerWasRemovedOrSuspended_isToldAtOnce() {
        CoreFixture core = core();
        round(core, 5);
        Waiter removed = new Waiter(core);
        Waiter suspended = new Waiter(core);
        Waiter other = new Waiter(core);
        core.viewers.revoked(removed.viewer.viewerId());
        core.viewers.suspended(suspended.viewer.viewerId(), true);
        core.held.look();
        assertThat(removed.answers.getFirst().getRefusal().getCode()).isEqualTo(Refusal.Code.REVOKED);
        assertThat(suspended.answers.getFirst().getRefusal().getCode()).isEqualTo(Refusal.Code.SUSPENDED);
        assertThat(other.answers).isEmpty();
    }

    @Test
    void close_theCoreStops_allAreAnsweredAndNoneIsHeldAnyMore() {
        CoreFixture core = core();
        round(core, 5);
        Waiter waiter = new Waiter(core);
        core.held.close();
        assertThat(waiter.pull().getUpsertsCount()).isZero();
        assertThat(new Waiter(core).answers).hasSize(1);
    }

    /** It counts when it begins: one that waits is no way round the rate, and no second time when it ends. */
    @Test
    void hold_countsAsOneRequest() {
        CoreFixture core = core(s -> s.with(new IngestSettings(
                s.ingest().minQuality(),
                3,
                s.ingest().bytesPerMinute(),
                s.ingest().epoch())));
        round(core, 5);
        Registration viewer = core.register();
        new Waiter(core, viewer, WAIT);
        new Waiter(core, viewer, WAIT);
        Waiter last = new Waiter(core, viewer, WAIT);
        Waiter tooMany = new Waiter(core, viewer, WAIT);
        assertThat(tooMany.answers.getFirst().getRefusal().getCode()).isEqualTo(Refusal.Code.RATE_LIMITED);
        round(core, 40);
        runLater();
        assertThat(last.pull().getUpsertsCount()).isPositive();
    }

    @Test
    void hold_inEarlyData_isAnsweredAtOnce() {
        CoreFixture core = core();
        round(core, 5);
        Registration viewer = core.register();
        SyncSession early = SyncSession.ofEarlyData("10.0.0.1:5000");
        core.answer(early, EarlyDataSyncTest.connect(viewer, 1));
        List<ServerFrame> answers = new ArrayList<>();
        core.protocol.hold(early, waiting(core.bank.contents().version(), WAIT), answers::add);
        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst().hasPull()).isTrue();
    }

    @Test
    void hold_withAFilterThatIsNone_isRefusedAtOnce() {
        CoreFixture core = core();
        round(core, 5);
        ClientFrame.Builder frame = waiting(core.bank.contents().version(), WAIT).toBuilder();
        frame.getPullBuilder().getFilterBuilder().addTaskTypes(TaskType.TASK_TYPE_UNSPECIFIED);
        List<ServerFrame> answers = new ArrayList<>();
        core.protocol.hold(core.session(core.register()), frame.build(), answers::add);
        assertThat(answers.getFirst().getRefusal().getCode()).isEqualTo(Refusal.Code.MALFORMED);
    }

    /** What a viewer computes from the patterns that it was sent is what the Core signed. */
    @Test
    void state_ofALastPage_isTheHashOfWhatWasSentAndSigned() {
        CoreFixture core = core();
        round(core, 5);
        PullResponse pull =
                core.answer(core.session(core.register()), CoreFixture.pull()).getPull();
        List<ConsolidatedPattern> held =
                pull.getUpsertsList().stream().map(WireCodec::fromWire).toList();
        byte[] hash = BankHash.of(WireCodec.fromWire(pull.getUpTo()), held);
        assertThat(pull.getState().getHash().toByteArray()).isEqualTo(hash);
        assertThat(BankHash.signatureHolds(pull.getState())).isTrue();
        byte[] other = hash.clone();
        other[0] ^= 1;
        assertThat(BankHash.signatureHolds(pull.getState().toBuilder()
                        .setHash(com.google.protobuf.ByteString.copyFrom(other))
                        .build()))
                .isFalse();
        assertThat(core.killAndRestart().distribution.state().getHash())
                .as("of the same version after a restart")
                .isEqualTo(pull.getState().getHash());
    }
}
