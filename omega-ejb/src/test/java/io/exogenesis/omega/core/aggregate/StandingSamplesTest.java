package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.DiskText;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.WatchedBlobStore;
import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.config.AggregateSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.RegistrySettings;
import io.exogenesis.omega.core.port.FailingBankStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.learning.item.Seniority;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A sample stands for its lease: in the rounds of the epochs behind, on the disk and in the books, and not beyond its withdrawal. */
class StandingSamplesTest {
    private static final int VIEWERS = 5;

    private final WatchedBlobStore blobs = new WatchedBlobStore();
    private final FailingBankStore bank = new FailingBankStore();
    private final List<Registration> viewers = new ArrayList<>();

    private CoreFixture core(UnaryOperator<CoreSettings> change) {
        CoreFixture core = CoreFixture.over(
                new InMemoryViewerStore(), bank, blobs, new InMemoryCatalogueStore(), new PowerLossFileLayer(), change);
        core.importTitles(20);
        for (int v = 0; v < VIEWERS; v++) {
            Registration viewer = core.register();
            viewers.add(viewer);
            core.push(core.session(viewer), Samples.sample(1, List.of("t1", "t2", "t" + (4 + v), "of-viewer-" + v)));
        }
        return core;
    }

    private CoreFixture core() {
        return core(UnaryOperator.identity());
    }

    static CoreSettings withLease(CoreSettings s, int epochs) {
        AggregateSettings a = s.aggregate();
        return s.with(new AggregateSettings(
                a.interval(),
                a.enabled(),
                a.epoch(),
                a.minVoters(),
                a.threshold(),
                a.tolerance(),
                a.votingWindow(),
                a.similarity(),
                epochs,
                a.rule()));
    }

    private ViewerId viewer(int v) {
        return viewers.get(v).viewerId();
    }

    private static void erase(CoreFixture core) {
        core.clock.advance(core.settings.ingest().epoch().eraseWithin());
        core.erasure.runIfDue();
    }

    // Before, a viewer whose history stood still was gone from the model with the epoch that received its sample.
    @Test
    void epochs_ofSilentViewers_leaveModelAndBooksAsTheyAre_andTheyAreThere() {
        CoreFixture core = core();
        core.rounds.runNow(true);
        long model = core.bank.itemModel().orElseThrow().version();
        Accounting.Report books = core.accounting.total();
        double reputation = core.ledger.reputation(viewer(0));
        for (int epoch = 1; epoch <= 3; epoch++) {
            core = core.killAndRestart();
            assertThat(core.rounds.runNow(false).rows()).isEqualTo(VIEWERS);
            assertThat(core.feed.samples().all())
                    .as("no new samples for trends")
                    .isEmpty();
            RoundRecord end = core.rounds.runNow(true);
            assertThat(end.rows()).isEqualTo(VIEWERS);
            assertThat(end.itemModelPublished()).isFalse();
            assertThat(end.admitted() + end.refused() + end.waiting() + end.expired())
                    .isZero();
        }
        assertThat(core.bank.itemModel().orElseThrow().version()).isEqualTo(model);
        assertThat(core.accounting.total()).isEqualTo(books);
        assertThat(core.ledger.age(viewer(0))).isEqualTo(4);
        assertThat(core.ledger.reputation(viewer(0))).isGreaterThan(reputation);
        CoreFixture again = core.killAndRestart();
        assertThat(again.ledger.age(viewer(0))).as("as the checkpoint has it").isEqualTo(4);
        assertThat(again.ledger.reputation(viewer(0))).isEqualTo(core.ledger.reputation(viewer(0)));
    }

    // The share clamp hears those first who said it first, also when a Core was killed since.
    @Test
    void newerSample_titlesThatStay_keepTheirEpochOverRestarts() {
        CoreFixture core = core();
        core.rounds.runNow(true);
        core.push(core.session(viewers.getFirst()), Samples.sample(2, List.of("t9", "t1")));
        core.rounds.runNow(true);
        core = core.killAndRestart();
        core.rounds.runNow(true);
        Seniority seniority = standing(core, viewer(0)).seniority();
        assertThat(seniority.joined()).isZero();
        assertThat(seniority.epochs()).containsExactly(1, 0);
        assertThat(standing(core, viewer(1)).seniority().epochs()).containsExactly(0, 0, 0, 0);
    }

    private static LogEntry.Standing standing(CoreFixture core, ViewerId viewer) {
        List<LogEntry.Standing> found = new ArrayList<>();
        core.log.replay(core.bankStore.head().epochStart(), core.log.end(), (at, entry) -> {
            if (entry instanceof LogEntry.Standing s && s.viewer().equals(viewer)) {
                found.add(s);
            }
        });
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    void lease_over_nothingIsLeftOnTheDisk_andTheModelStays() throws IOException {
        CoreFixture core = core(s -> withLease(s, 3));
        core.rounds.runNow(true);
        core.rounds.runNow(true);
        assertThat(core.epoch.status(0).standing()).isEqualTo(VIEWERS);
        assertThat(DiskText.isOn(core.disk, "of-viewer-1")).isTrue();
        core.rounds.runNow(true);
        assertThat(core.epoch.status(0).standing()).isZero();
        assertThat(DiskText.isOn(core.disk, "of-viewer-1")).isFalse();
        assertThat(core.rounds.runNow(true).rows()).isZero();
        assertThat(core.bank.itemModel()).isPresent();
    }

    @Test
    void lease_ofOneEpoch_nothingStands() throws IOException {
        CoreFixture core = core(s -> withLease(s, 1));
        core.rounds.runNow(true);
        assertThat(core.epoch.status(0).standing()).isZero();
        assertThat(DiskText.isOn(core.disk, "of-viewer-1")).isFalse();
    }

    // A hundred thousand samples that stand must not close the door for an epoch in which nobody has said anything.
    @Test
    void standing_takesNothingOfWhatTheEpochTakes_alsoBehindARestart() {
        CoreFixture core = core();
        core.rounds.runNow(true);
        takesNothing(core);
        CoreFixture after = core.killAndRestart();
        takesNothing(after);
        after.push(after.session(viewers.getFirst()), Samples.pattern(2));
        assertThat(after.epoch.status(0).bytes()).isBetween(500L, 2_500L);
    }

    private static void takesNothing(CoreFixture core) {
        EpochStatus status = core.epoch.status(10);
        assertThat(status.standing()).isEqualTo(VIEWERS);
        assertThat(status.samples()).isZero();
        assertThat(status.viewers()).isZero();
        assertThat(status.bytes()).isZero();
        assertThat(core.ledger.live()).isZero();
    }

    // What an owner took back must not be found on the disk, whenever it was received.
    @Test
    void withdrawal_ofWhatStands_isInNoRoundAndNowhereOnTheDisk() throws IOException {
        CoreFixture core = core();
        core.rounds.runNow(true);
        core.rounds.runNow(false);
        assertThat(core.registry.changeConsents(
                        viewer(1),
                        Consents.NONE.withPatterns(true).withAudit(true).withMetrics(true)))
                .isEqualTo(1);
        assertThat(core.epoch.status(0).standing()).isEqualTo(VIEWERS - 1);
        assertThat(core.rounds.runNow(false).rows()).isEqualTo(VIEWERS - 1);
        core.registry.revoke(viewer(2));
        assertThat(DiskText.isOn(core.disk, "of-viewer-1")).isTrue();
        erase(core);
        CoreFixture after = core.killAndRestart();
        for (String gone : List.of("of-viewer-1", "of-viewer-2")) {
            assertThat(DiskText.isOn(after.disk, gone)).isFalse();
        }
        assertThat(DiskText.isOn(after.disk, "of-viewer-3")).isTrue();
        assertThat(after.rounds.runNow(true).rows()).isEqualTo(VIEWERS - 2);
        assertThat(after.epoch.status(0).standing()).isEqualTo(VIEWERS - 2);
        assertThat(after.accounting.total()).isEqualTo(core.accounting.total());
    }

    // An account that was put away before its withdrawal was erased left the sample on the disk until the epoch ended.
    @Test
    void account_forgottenBeforeTheErasure_isErasedAllTheSame() throws IOException {
        CoreFixture core = core(s -> s.with(new RegistrySettings(VIEWERS, Duration.ofDays(1), Duration.ofDays(1))));
        core.rounds.runNow(true);
        for (int v = 0; v < VIEWERS; v++) {
            core.registry.revoke(viewer(v));
            core.clock.advance(Duration.ofSeconds(1));
        }
        core.registry.revoke(core.register().viewerId());
        core.retention.run();
        assertThat(core.ledger.committedThrough(viewer(0))).isZero();
        erase(core);
        assertThat(DiskText.isOn(core.disk, "of-viewer-0")).isFalse();
        CoreFixture after = core.killAndRestart();
        assertThat(after.accounting.total()).isEqualTo(core.accounting.total());
        assertThat(after.rounds.runNow(true).rows()).isZero();
    }

    // A newer sample that comes between the seal and the commit takes the place of the one that is appended behind it.
    @Test
    void push_besideTheRoundThatEndsTheEpoch_takesThePlaceOfWhatStands() {
        CoreFixture core = core();
        blobs.whenWritten(
                ".learner",
                () -> core.push(core.session(viewers.getFirst()), Samples.sample(2, List.of("t3", "newer"))));
        core.rounds.runNow(true);
        assertThat(core.epoch.status(0).standing()).isEqualTo(VIEWERS - 1);
        assertThat(core.epoch.status(0).samples()).isEqualTo(1);
        CoreFixture after = core.killAndRestart();
        assertThat(after.epoch.status(0).standing()).isEqualTo(VIEWERS - 1);
        RoundRecord end = after.rounds.runNow(true);
        assertThat(end.rows()).isEqualTo(VIEWERS);
        assertThat(end.admitted()).isEqualTo(1);
        assertThat(after.accounting.total().pending()).isZero();
        assertThat(after.epoch.status(0).standing()).isEqualTo(VIEWERS);
    }

    // A database that does not answer leaves in the log what stands behind the round that failed.
    @Test
    void transaction_thatFails_changesNothing_andLeavesNothingThatCannotBeErased() throws IOException {
        CoreFixture core = core();
        bank.fail(true);
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> core.rounds.runNow(true));
        }
        assertThat(core.epoch.status(0).samples()).isEqualTo(VIEWERS);
        assertThat(core.epoch.status(0).standing()).isZero();
        core.registry.changeConsents(viewer(1), Consents.NONE);
        erase(core);
        assertThat(DiskText.isOn(core.disk, "of-viewer-1")).isFalse();
        assertThat(DiskText.isOn(core.disk, "of-viewer-2")).isTrue();

        bank.fail(false);
        CoreFixture after = core.killAndRestart();
        assertThat(after.accounting.total()).isEqualTo(core.accounting.total());
        RoundRecord end = after.rounds.runNow(true);
        assertThat(end.rows()).isEqualTo(VIEWERS - 1);
        assertThat(end.admitted()).isEqualTo(VIEWERS - 1);
        assertThat(after.epoch.status(0).standing()).isEqualTo(VIEWERS - 1);
        assertThat(after.ledger.age(viewer(0))).isEqualTo(1);
    }

    // The round must not be committed without what stands: it would be lost.
    @Test
    void log_thatTakesNoSampleBehindItsSeal_postponesTheEndOfTheEpoch() {
        CoreFixture core = core();
        PowerLossFileLayer disk = (PowerLossFileLayer) core.disk;
        blobs.whenWritten(".learner", () -> disk.capacity(disk.used() + 150));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> core.rounds.runNow(true))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Refusal.Code.UNAVAILABLE));
        assertThat(core.ledger.epoch().number()).isZero();
        disk.capacity(Long.MAX_VALUE);
        core.clock.advance(Duration.ofSeconds(2));
        assertThat(core.rounds.runNow(true).admitted()).isEqualTo(VIEWERS);
        assertThat(core.epoch.status(0).standing()).isEqualTo(VIEWERS);
        assertThat(core.epoch.status(0).bytes()).isZero();
        assertThat(core.killAndRestart().rounds.runNow(true).rows()).isEqualTo(VIEWERS);
    }

    // The operator throws the epoch's contributions away, not those that stood when it began.
    @Test
    void discard_bringsBackWhatStood_alsoWhatWasReplaced() throws IOException {
        CoreFixture core = core();
        core.rounds.runNow(true);
        core.push(core.session(viewers.getFirst()), Samples.sample(2, List.of("t3", "newer")));
        Registration late = core.register();
        core.push(core.session(late), Samples.sample(1, List.of("t3", "of-late")));
        core.rounds.runNow(false);
        core.registry.changeConsents(viewer(1), Consents.NONE);
        bank.fail(true);
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> core.epoch.discard(1));
        }
        bank.fail(false);
        core.epoch.discard(1);
        standsBut(core);
        CoreFixture after = core.killAndRestart();
        standsBut(after);
        for (String gone : List.of("newer", "of-late", "of-viewer-1")) {
            assertThat(DiskText.isOn(after.disk, gone)).isFalse();
        }
        assertThat(DiskText.isOn(after.disk, "of-viewer-0")).isTrue();
        assertThat(after.rounds.runNow(true).rows()).isEqualTo(VIEWERS - 1);
    }

    /** What stood in the epoch that was discarded, but for the viewer that withdrew. */
    private static void standsBut(CoreFixture core) {
        EpochStatus status = core.epoch.status(0);
        assertThat(status.samples()).isZero();
        assertThat(status.standing()).isEqualTo(VIEWERS - 1);
        assertThat(status.bytes()).isZero();
    }

    /** More samples than are appended at once. */
    @Test
    void manySamples_standAll() {
        CoreFixture core = CoreFixture.inMemory();
        core.importTitles(20);
        int many = 1_100;
        for (int v = 0; v < many; v++) {
            core.push(core.session(core.register()), Samples.sample(1, List.of("t0", "t" + (1 + v % 19))));
        }
        core.rounds.runNow(true);
        assertThat(core.epoch.status(0).standing()).isEqualTo(many);
        assertThat(core.epoch.status(0).bytes()).isZero();
        CoreFixture after = core.killAndRestart();
        assertThat(after.epoch.status(0).standing()).isEqualTo(many);
        assertThat(after.rounds.runNow(true).rows()).isEqualTo(many);
    }

    /** An honest count: the newest of several, each with a number of its own. */
    @Test
    void newerSample_standsInsteadOfTheOlder_fromTheNextEpochOn() throws IOException {
        CoreFixture core = core();
        core.rounds.runNow(true);
        Contribution newer = Samples.sample(2, List.of("t3", "newer"));
        core.push(core.session(viewers.getFirst()), newer);
        assertThat(core.epoch.status(0).standing()).isEqualTo(VIEWERS - 1);
        core.rounds.runNow(true);
        assertThat(DiskText.isOn(core.disk, "newer")).isTrue();
        assertThat(DiskText.isOn(core.disk, "of-viewer-0")).isFalse();
        assertThat(core.ledger.age(viewer(0))).isEqualTo(2);
        assertThat(core.ledger.age(viewer(1))).isEqualTo(2);
    }
}
