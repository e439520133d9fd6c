package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.InMemoryBankStore;
import io.exogenesis.omega.core.port.InMemoryBlobStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A withdrawal while a round computes: it waits for nobody, and what it took back is in no round that follows. */
class WithdrawalInARoundTest {
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    /** What happens when a round has decided and writes its state. */
    private Runnable whenDecided = () -> {};

    private int decided;

    private final CoreFixture core = CoreFixture.over(
            new InMemoryViewerStore(),
            new InMemoryBankStore(),
            new BlobStore() {
                @Override
                public void write(String name, byte[] content) {
                    if (name.endsWith(".learner")) {
                        decided++;
                        whenDecided.run();
                    }
                    blobs.write(name, content);
                }

                @Override
                public byte[] read(String name) {
                    return blobs.read(name);
                }

                @Override
                public void retain(Set<String> names) {
                    blobs.retain(names);
                }
            },
            new InMemoryCatalogueStore(),
            new PowerLossFileLayer(),
            UnaryOperator.identity());

    private List<Registration> like(int viewers) {
        List<Registration> all = new ArrayList<>();
        for (int v = 0; v < viewers; v++) {
            Registration viewer = core.register();
            all.add(viewer);
            core.push(core.session(viewer), Samples.pattern(1, Samples.near(5, v), .9));
        }
        return all;
    }

    /** A new process, with the same books. */
    private CoreFixture restarted() {
        CoreFixture after = core.killAndRestart();
        assertThat(after.accounting.total()).isEqualTo(core.accounting.total());
        return after;
    }

    /** On a thread of its own; it must end although the round has not. */
    private void withdraw(Registration viewer) {
        CompletableFuture.runAsync(() -> core.registry.changeConsents(viewer.viewerId(), Consents.NONE))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    // It waited for the whole round before, which took minutes under load.
    @Test
    void withdrawal_whileARoundComputes_doesNotWait_andTheRoundIsDecidedAgainWithoutIt() {
        List<Registration> viewers = like(4);
        whenDecided = () -> {
            if (decided == 1) {
                withdraw(viewers.getFirst());
            }
        };
        RoundRecord round = core.rounds.runNow(false);
        assertThat(decided).isEqualTo(2);
        assertThat(round.votes()).isEqualTo(3);
        assertThat(core.bank.contents().patterns())
                .singleElement()
                .satisfies(p -> assertThat(p.supporters()).isEqualTo(3));
        assertThat(core.accounting.total().decided().expired()).isEqualTo(1);
        restarted();
    }

    // Viewers who withdraw one after the other must not keep rounds from ending.
    @Test
    void withdrawals_ofAnotherViewerInEveryAttempt_holdTheRoundUpFiveTimes() {
        List<Registration> viewers = like(12);
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        whenDecided = () -> {
            if (decided <= 5) {
                withdraw(viewers.get(decided));
            } else {
                waiting.add(CompletableFuture.runAsync(
                        () -> core.registry.changeConsents(viewers.get(11).viewerId(), Consents.NONE)));
            }
        };
        RoundRecord round = core.rounds.runNow(false);
        assertThat(decided).isEqualTo(6);
        assertThat(round.votes()).isEqualTo(7);
        assertThat(waiting).hasSize(1);
        waiting.getFirst().join();
        assertThat(core.rounds.runNow(false).votes()).isEqualTo(6);
        restarted();
    }

    // A single viewer could have every round decided three times, and others' withdrawals wait for the third.
    @Test
    void withdrawals_ofOneViewerInEveryAttempt_meetTheRoundOnce() {
        Registration first = like(4).getFirst();
        int[] seq = {1};
        whenDecided = () -> {
            core.registry.changeConsents(first.viewerId(), Consents.ALL);
            core.push(core.session(first), Samples.pattern(++seq[0], Samples.near(5, 50 + seq[0]), .9));
            withdraw(first);
        };
        RoundRecord round = core.rounds.runNow(false);
        assertThat(decided).isEqualTo(2);
        assertThat(round.votes()).isEqualTo(3);
        restarted();
    }

    @Test
    void withdrawal_ofWhatTheRoundHasNotRead_doesNotMeetIt() {
        like(3);
        Registration late = core.register();
        whenDecided = () -> {
            core.push(core.session(late), Samples.pattern(1, Samples.near(5, 77), .9));
            withdraw(late);
        };
        assertThat(core.rounds.runNow(false).votes()).isEqualTo(3);
        assertThat(decided).isEqualTo(1);
        assertThat(restarted().rounds.runNow(true).votes()).isEqualTo(3);
    }

    // Decided again is what was read, not what came meanwhile: otherwise a flood of pushes makes each attempt longer.
    @Test
    void push_beforeARoundIsDecidedAgain_isInTheNextRound() {
        List<Registration> viewers = like(4);
        Registration late = core.register();
        whenDecided = () -> {
            if (decided == 1) {
                withdraw(viewers.getFirst());
                core.push(core.session(late), Samples.pattern(1, Samples.near(5, 77), .9));
            }
        };
        assertThat(core.rounds.runNow(true).votes()).isEqualTo(3);
        assertThat(core.accounting.of(late.viewerId()).pending()).isEqualTo(1);
        assertThat(restarted().rounds.runNow(true).votes()).isEqualTo(1);
    }

    // The last attempt asked for overdue withdrawals while it held withdrawals back: it waited for one that waited for
    // it.
    @Test
    void again_whileAWithdrawalIsHeldBack_doesNotWaitForIt() {
        Registration first = like(4).getFirst();
        core.load.load(false, core.clock.instant());
        Thread withdrawing =
                new Thread(() -> core.registry.changeConsents(first.viewerId(), Consents.NONE), "withdrawing");
        CompletableFuture.runAsync(() -> core.ledger.withoutWithdrawals(() -> {
                    withdrawing.start();
                    Awaitility.await().until(() -> withdrawing.getState() == Thread.State.WAITING);
                    core.load.again();
                    return true;
                }))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        Awaitility.await().until(() -> !withdrawing.isAlive());
        assertThat(core.rounds.runNow(false).votes()).isEqualTo(3);
    }

    // What is pushed while a round computes is in the next one, once.
    @Test
    void push_whileARoundComputes_isInTheNextRound_alsoWhenTheEpochEnds() {
        like(3);
        Registration late = core.register();
        whenDecided = () -> {
            if (decided == 1) {
                core.push(core.session(late), Samples.pattern(1, Samples.near(5, 77), .9), Samples.outcomes(2));
            }
        };
        assertThat(core.rounds.runNow(true).votes()).isEqualTo(3);
        assertThat(core.accounting.of(late.viewerId()).pending()).isEqualTo(1);
        assertThat(core.epoch.status(0).patterns()).isEqualTo(1);
        CoreFixture after = restarted();
        assertThat(after.rounds.runNow(true).votes()).isEqualTo(1);
        assertThat(after.accounting.total().pending()).isZero();
    }

    // A replacement that comes between a round's snapshot and its commit must not make the books depend on a restart.
    @Test
    void replacement_whileARoundComputes_countsAsIfItHadComeBehind() {
        List<Registration> viewers = like(3);
        Registration first = viewers.getFirst();
        whenDecided = () -> {
            if (decided == 1) {
                core.push(core.session(first), sameIdAgain());
            }
        };
        core.rounds.runNow(false);
        assertThat(core.accounting.of(first.viewerId()).decided().admitted()).isEqualTo(1);
        assertThat(core.accounting.of(first.viewerId()).pending()).isEqualTo(1);
        CoreFixture after = restarted();
        after.rounds.runNow(true);
        assertThat(after.accounting.total().pending()).isZero();
    }

    private static io.exogenesis.omega.model.Contribution sameIdAgain() {
        var again = Samples.pattern(1, Samples.near(5, 0), .9).payload();
        return new io.exogenesis.omega.model.Contribution(2, again);
    }
}
