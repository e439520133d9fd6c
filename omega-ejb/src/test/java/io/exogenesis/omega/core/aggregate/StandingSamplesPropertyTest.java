package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.DiskText;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.EpochLimits;
import io.exogenesis.omega.core.port.FailingBankStore;
import io.exogenesis.omega.core.port.InMemoryBlobStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever is pushed, withdrawn, discarded, refused by the database or lost in a crash: what stands is what a few lines say. */
class StandingSamplesPropertyTest {
    private static final int LEASE = 3;
    private static final Consents WITHOUT_SAMPLE =
            Consents.NONE.withPatterns(true).withAudit(true).withMetrics(true);
    private static final Consents ALL_AND_LARGE = Consents.ALL.withLargeSample(true);

    private final FailingBankStore bank = new FailingBankStore();
    private CoreFixture core = CoreFixture.over(
            new InMemoryViewerStore(),
            bank,
            new InMemoryBlobStore(),
            new InMemoryCatalogueStore(),
            new PowerLossFileLayer(),
            StandingSamplesPropertyTest::settings);
    private final List<Viewer> viewers = new ArrayList<>();
    private long epoch;

    private static CoreSettings settings(CoreSettings s) {
        return StandingSamplesTest.withLease(s, LEASE)
                .with(s.ingest().with(new EpochLimits(100, 100, 24, 0, 0, Duration.ofMinutes(10))));
    }

    /** What is true of one viewer, as the decision page says it. */
    private static final class Viewer {
        final Registration registration;
        long seq;
        /** Its newest sample of the running epoch, and that of an earlier one; 0 for none. */
        long newest;

        long standing;
        long since;
        /** Whether the newest one has more than 50 titles, one of the running epoch has, and the one of an earlier epoch. */
        boolean newestIsLarge;

        boolean largeCame;
        boolean standingIsLarge;
        boolean pattern;
        long age;

        Viewer(Registration registration) {
            this.registration = registration;
        }

        long counts() {
            return newest > 0 ? newest : standing;
        }

        void epochEnds(long epoch) {
            age += pattern || counts() > 0 ? 1 : 0;
            since = newest > 0 ? epoch : since;
            standingIsLarge = newest > 0 ? newestIsLarge : standingIsLarge;
            standing = counts();
            if (since + LEASE <= epoch + 1) {
                standing = 0;
            }
            standingIsLarge &= standing > 0;
            discarded();
        }

        void discarded() {
            newest = 0;
            newestIsLarge = false;
            largeCame = false;
            pattern = false;
        }

        void samplesWithdrawn() {
            newest = 0;
            newestIsLarge = false;
            largeCame = false;
            standing = 0;
            standingIsLarge = false;
        }

        String title(long of) {
            return "sample-" + of + "-of-" + registration.viewerId().value();
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void anySteps_standsWhatShould(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        core.importTitles(10);
        for (int v = 0; v < 3; v++) {
            viewers.add(new Viewer(core.register(ALL_AND_LARGE)));
        }
        for (int step = 0; step < 40; step++) {
            core.clock.advance(Duration.ofSeconds(5));
            step(random, viewers.get(random.nextInt(viewers.size())));
            holds(step);
        }
        round(true);
        assertThat(core.accounting.total().pending()).isZero();
    }

    private void step(Random random, Viewer viewer) throws IOException {
        switch (random.nextInt(18)) {
            case 0, 1, 2 -> round(true);
            case 3 -> round(false);
            case 4, 5 -> core = core.killAndRestart();
            case 6 -> roundThatFails();
            case 7 -> discard(random.nextBoolean());
            case 8 -> withdraw(viewer);
            case 9 -> {
                core.push(core.session(viewer.registration), Samples.pattern(++viewer.seq));
                viewer.pattern = true;
            }
            case 10 -> withdrawLarge(viewer, false);
            case 11 -> withdrawLarge(viewer, true);
            default -> sample(viewer, random.nextInt(3) == 0);
        }
    }

    private void sample(Viewer viewer, boolean large) {
        long seq = ++viewer.seq;
        List<String> titles = List.of("t1", viewer.title(seq));
        core.push(core.session(viewer.registration), Samples.sample(seq, titles, large ? 51 : 50));
        viewer.newest = seq;
        viewer.newestIsLarge = large;
        viewer.largeCame |= large;
    }

    private void round(boolean end) {
        RoundRecord round = core.rounds.runNow(end);
        assertThat(round.rows())
                .isEqualTo((int) viewers.stream().filter(v -> v.counts() > 0).count());
        if (end) {
            viewers.forEach(v -> v.epochEnds(epoch));
            epoch++;
        }
    }

    private void roundThatFails() {
        bank.fail(true);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> core.rounds.runNow(true));
        bank.fail(false);
    }

    /** Where nothing has come since the last one, a transaction that fails has nothing to do either. */
    private void discard(boolean fails) {
        bank.fail(fails);
        try {
            core.epoch.discard(epoch);
            viewers.forEach(Viewer::discarded);
        } catch (IllegalStateException e) {
            assertThat(fails).isTrue();
        }
        bank.fail(false);
    }

    private void withdraw(Viewer viewer) throws IOException {
        core.registry.changeConsents(viewer.registration.viewerId(), WITHOUT_SAMPLE);
        core.registry.changeConsents(viewer.registration.viewerId(), ALL_AND_LARGE);
        viewer.samplesWithdrawn();
        isNowhere(viewer);
    }

    /** All samples go if one was large, and none otherwise; also if the Core dies between the registry and the rest. */
    private void withdrawLarge(Viewer viewer, boolean dies) throws IOException {
        if (dies) {
            core.viewerStore.changeConsents(viewer.registration.viewerId(), Consents.ALL);
            core = core.killAndRestart();
        } else {
            core.registry.changeConsents(viewer.registration.viewerId(), Consents.ALL);
        }
        core.registry.changeConsents(viewer.registration.viewerId(), ALL_AND_LARGE);
        if (viewer.largeCame || viewer.standingIsLarge) {
            viewer.samplesWithdrawn();
            isNowhere(viewer);
        }
    }

    private void isNowhere(Viewer viewer) throws IOException {
        core.clock.advance(core.settings.ingest().epoch().eraseWithin());
        // as the timer does: a call looks at four segments, and commits that failed may have left the sample in more
        while (core.ledger.withdrawals().due(core.clock.instant(), Duration.ZERO)) {
            core.erasure.runIfDue();
        }
        assertThat(DiskText.isOn(
                        core.disk, "-of-" + viewer.registration.viewerId().value()))
                .isFalse();
    }

    private void holds(int step) throws IOException {
        EpochStatus status = core.epoch.status(0);
        assertThat(status.samples())
                .as("step " + step)
                .isEqualTo(viewers.stream().filter(v -> v.newest > 0).count());
        assertThat(status.standing())
                .as("step " + step)
                .isEqualTo(viewers.stream()
                        .filter(v -> v.newest == 0 && v.standing > 0)
                        .count());
        for (Viewer v : viewers) {
            assertThat(core.ledger.age(v.registration.viewerId())).isEqualTo(v.age);
            assertThat(core.accounting.of(v.registration.viewerId()).acknowledged())
                    .isEqualTo(v.seq);
            if (v.counts() > 0) {
                assertThat(DiskText.isOn(core.disk, v.title(v.counts())))
                        .as("step " + step)
                        .isTrue();
            }
        }
    }
}
