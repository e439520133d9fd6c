package io.exogenesis.omega.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.port.InMemoryBankStore;
import io.exogenesis.omega.core.port.InMemoryBlobStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.port.ViewerStore;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Consents and removal of one viewer: store and memory agree on the change that was acknowledged last. */
class ConsentOrderTest {
    private static final Consents FIRST = Consents.NONE.withPatterns(true);
    private static final Consents SECOND = Consents.NONE.withSample(true);

    private static CoreFixture core(ViewerStore store) {
        return CoreFixture.over(
                store,
                new InMemoryBankStore(),
                new InMemoryBlobStore(),
                new InMemoryCatalogueStore(),
                new PowerLossFileLayer(),
                s -> s);
    }

    /** Lets the thread that calls {@link #pause} go on when the other one has finished or cannot. */
    private static final class Overtaker {
        private final CountDownLatch paused = new CountDownLatch(1);
        private final AtomicReference<Thread> other = new AtomicReference<>();

        void pause() {
            paused.countDown();
            while (other.get() == null || !standsStill(other.get())) {
                Thread.onSpinWait();
            }
        }

        private static boolean standsStill(Thread t) {
            return t.getState() == Thread.State.TERMINATED || t.getState() == Thread.State.WAITING;
        }

        void overtake(Runnable work) throws InterruptedException {
            paused.await();
            Thread thread = Thread.ofPlatform().start(work);
            other.set(thread);
            thread.join();
        }
    }

    private static void assertAgree(CoreFixture core, ViewerId viewer) {
        assertThat(core.viewers.consents(viewer))
                .isEqualTo(core.viewerStore.find(viewer).orElseThrow().consents());
    }

    // Between the first change's store and its memory the second one did both: memory ended with the first, the store
    // with
    // the second, until a restart.
    @Test
    void changeConsents_overtakenBetweenStoreAndMemory_agree() throws InterruptedException {
        Overtaker overtaker = new Overtaker();
        CoreFixture core = core(new InMemoryViewerStore() {
            @Override
            public void changeConsents(ViewerId id, Consents consents) {
                super.changeConsents(id, consents);
                if (consents.equals(FIRST)) {
                    overtaker.pause();
                }
            }
        });
        ViewerId viewer = core.register().viewerId();
        Thread first = Thread.ofPlatform().start(() -> core.registry.changeConsents(viewer, FIRST));
        overtaker.overtake(() -> core.registry.changeConsents(viewer, SECOND));
        first.join();
        assertAgree(core, viewer);
        assertThat(core.viewers.consents(viewer)).isEqualTo(SECOND);
    }

    // An operator who found the new row in the list removed a viewer that memory then put in for good.
    @Test
    void revoke_betweenEnrolmentAndMemory_isKept() throws InterruptedException {
        Overtaker overtaker = new Overtaker();
        AtomicReference<ViewerId> enrolled = new AtomicReference<>();
        CoreFixture core = core(new InMemoryViewerStore() {
            @Override
            public boolean enrol(String codeHash, Instant madeAfter, ViewerRow viewer) {
                boolean in = super.enrol(codeHash, madeAfter, viewer);
                enrolled.set(viewer.id());
                overtaker.pause();
                return in;
            }
        });
        String code = core.codes.mint(1).getFirst();
        Thread first = Thread.ofPlatform().start(() -> core.enrolment.register(code, Optional.empty(), Consents.ALL));
        overtaker.overtake(() -> core.registry.revoke(enrolled.get()));
        first.join();
        assertThat(core.viewers.mayTakePart(enrolled.get())).isFalse();
        assertThat(core.viewers.count()).isZero();
        assertAgree(core, enrolled.get());
    }

    // Consents were asked before the work and not again: what an owner contributed after consenting anew was erased.
    @Test
    void overdueWithdrawals_ofAViewerWhoConsentsMeanwhile_eraseNothing() {
        CoreFixture core = core(new InMemoryViewerStore());
        Registration viewer = core.register();
        core.push(core.session(viewer), Samples.pattern(1));
        ViewerDirectory once = new ViewerDirectory(core.viewerStore) {
            private boolean asked;

            @Override
            public Consents consents(ViewerId id) {
                boolean first = !asked;
                asked = true;
                return first ? Consents.NONE : super.consents(id);
            }
        };
        once.load();
        assertThat(new OverdueWithdrawals(once, core.ledger, core.insights).run())
                .isZero();
        assertThat(core.ledger.rawOf(viewer.viewerId())).isEqualTo(1);
    }

    /** Every schedule ends like one of the orders in which the calls could have been made one after the other. */
    @Property(tries = 40)
    void changes_ofManyThreads_endLikeTheLastOne(
            @ForAll @Size(min = 2, max = 5) List<@Size(min = 1, max = 20) List<@IntRange(max = 32) Integer>> threads)
            throws InterruptedException {
        List<Consents> order = new ArrayList<>();
        CoreFixture core = core(new InMemoryViewerStore() {
            @Override
            public void changeConsents(ViewerId id, Consents consents) {
                super.changeConsents(id, consents);
                synchronized (order) {
                    order.add(find(id).orElseThrow().consents());
                }
                // Room for the others between store and memory, of another length for each change.
                for (int k = consents.hashCode() & 63; k >= 0; k--) {
                    Thread.yield();
                }
            }
        });
        ViewerId viewer = core.register().viewerId();
        List<Thread> running = threads.stream()
                .map(calls -> Thread.ofPlatform().start(() -> calls.forEach(c -> call(core, viewer, c))))
                .toList();
        for (Thread t : running) {
            t.join();
        }
        assertAgree(core, viewer);
        boolean removed =
                core.viewerStore.find(viewer).orElseThrow().revokedAt().isPresent();
        assertThat(core.viewers.mayTakePart(viewer)).isEqualTo(!removed);
        assertThat(core.viewers.consents(viewer)).isEqualTo(removed ? Consents.NONE : order.getLast());
        assertAgree(core.killAndRestart(), viewer);
    }

    /** Five bits of consents, or the removal. */
    private static void call(CoreFixture core, ViewerId viewer, int bits) {
        if (bits == 32) {
            core.registry.revoke(viewer);
        } else {
            core.registry.changeConsents(
                    viewer,
                    Consents.NONE
                            .withPatterns((bits & 1) != 0)
                            .withSample((bits & 2) != 0)
                            .withAudit((bits & 4) != 0)
                            .withMetrics((bits & 8) != 0)
                            .withLargeSample((bits & 16) != 0));
        }
    }
}
