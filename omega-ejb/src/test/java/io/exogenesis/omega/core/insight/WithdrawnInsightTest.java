package io.exogenesis.omega.core.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.WatchedBlobStore;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an owner takes back is kept no longer than the call lasts, neither in memory nor on disk, whatever runs beside it. */
class WithdrawnInsightTest {
    private static final int VIEWERS = 5;

    private final WatchedBlobStore blobs = new WatchedBlobStore();
    private final CoreFixture core = CoreFixture.inMemory(blobs);
    private final List<ViewerId> viewers = new ArrayList<>();

    @BeforeEach
    void fingerprintsOfAClosedEpoch() {
        core.importTitles(20);
        for (int v = 0; v < VIEWERS; v++) {
            Registration viewer = core.register();
            core.push(core.session(viewer), Samples.sample(1, List.of("t1", "t" + (2 + v))));
            viewers.add(viewer.viewerId());
        }
        core.rounds.runNow(true);
        kept(VIEWERS);
    }

    private void kept(int expected) {
        assertThat(core.insights.viewers()).isEqualTo(expected);
        assertThat(onDisk(core)).isEqualTo(expected);
    }

    private static int onDisk(CoreFixture core) {
        return InsightState.decode(core.blobs.read(core.bankStore.head().insightBlob()))
                .epochStart()
                .copy()
                .viewers();
    }

    private void withdraw(int viewer) {
        core.registry.changeConsents(viewers.get(viewer), Consents.NONE);
    }

    // The fingerprint stayed until the next round.
    @Test
    void withdrawal_andRemoval_areForgottenAtOnce() {
        withdraw(0);
        kept(VIEWERS - 1);
        core.registry.revoke(viewers.get(1));
        kept(VIEWERS - 2);
    }

    // Who withdraws again and again would have the state written each time.
    @Test
    void withdrawal_ofWhomNothingIsKept_writesNothing() {
        withdraw(0);
        long written = blobs.written(".insight");
        for (int i = 0; i < 3; i++) {
            core.registry.changeConsents(viewers.getFirst(), Consents.ALL);
            withdraw(0);
        }
        assertThat(blobs.written(".insight")).isEqualTo(written);
    }

    // It holds nothing that the round has read, so the round is committed as it was decided.
    @Test
    void withdrawal_betweenARoundsDecisionAndItsCommit_isForgotten() {
        blobs.whenWritten(".insight", () -> withdraw(0));
        core.rounds.runNow(false);
        kept(VIEWERS - 1);
        blobs.whenWritten(".insight", () -> withdraw(1));
        core.rounds.runNow(true);
        kept(VIEWERS - 2);
    }

    @Test
    void withdrawal_besideADiscard_isForgotten() {
        Thread withdrawing = new Thread(() -> withdraw(0), "withdrawing");
        core.push(core.session(core.register()), Samples.pattern(1));
        CompletableFuture<Void> pushed = new CompletableFuture<>();
        blobs.whenWritten(".insight", () -> {
            withdrawing.start();
            // it waits for the end of the discard with its raw contributions
            Awaitility.await().until(() -> withdrawing.getState() == Thread.State.WAITING);
            pushed.complete(null);
        });
        core.epoch.discard(core.ledger.epoch().number());
        Awaitility.await().until(() -> !withdrawing.isAlive());
        assertThat(pushed).isCompleted();
        kept(VIEWERS - 1);
    }

    // A fingerprint of the larger sample tells as much of it as one of a sample does.
    @Test
    void withdrawal_ofTheLargerSample_isForgottenAtOnce() {
        core.registry.changeConsents(viewers.getFirst(), Consents.ALL.withLargeSample(true));
        kept(VIEWERS);
        core.registry.changeConsents(viewers.getFirst(), Consents.ALL);
        kept(VIEWERS - 1);
    }

    // The log still has the larger sample, and by that the start finds out what was interrupted.
    @Test
    void restart_afterAWithdrawalOfTheLargerSampleThatWasInterrupted_forgets() {
        Registration viewer = core.register(Consents.ALL.withLargeSample(true));
        core.push(core.session(viewer), Samples.sample(1, List.of("t1", "t9"), 60));
        core.rounds.runNow(true);
        kept(VIEWERS + 1);
        core.viewerStore.changeConsents(viewer.viewerId(), Consents.ALL);
        CoreFixture after = core.killAndRestart();
        assertThat(after.insights.viewers()).isEqualTo(VIEWERS);
        assertThat(onDisk(after)).isEqualTo(VIEWERS);
    }

    // The registry is written first: a death behind that must not leave the rest for ever.
    @Test
    void restart_afterAWithdrawalThatWasInterrupted_forgets() {
        core.viewerStore.changeConsents(viewers.getFirst(), Consents.NONE);
        CoreFixture after = core.killAndRestart();
        assertThat(after.insights.viewers()).isEqualTo(VIEWERS - 1);
        assertThat(onDisk(after)).isEqualTo(VIEWERS - 1);
    }
}
