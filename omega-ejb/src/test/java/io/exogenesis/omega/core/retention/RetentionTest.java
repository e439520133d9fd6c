package io.exogenesis.omega.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.config.BankSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.RegistrySettings;
import io.exogenesis.omega.core.port.InMemoryBankStore;
import io.exogenesis.omega.core.port.InMemoryBlobStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.port.ViewerStore;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The bounds of docs/retention.md, each reached with a small setting. */
class RetentionTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final RegistrySettings R = RegistrySettings.DEFAULTS;

    private static CoreFixture core(ViewerStore viewers, UnaryOperator<CoreSettings> change) {
        return CoreFixture.over(
                viewers,
                new InMemoryBankStore(),
                new InMemoryBlobStore(),
                new InMemoryCatalogueStore(),
                new PowerLossFileLayer(),
                change);
    }

    private static CoreFixture core(RegistrySettings registry) {
        return core(new InMemoryViewerStore(), s -> with(s, registry, s.bank()));
    }

    private static CoreSettings with(CoreSettings s, RegistrySettings registry, BankSettings bank) {
        return s.with(registry).with(bank);
    }

    private static void assertRefused(Runnable call, Refusal.Code code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    // A code that was printed and lost let somebody in for ever.
    @Test
    void codes_expire_andAreDeleted() {
        CoreFixture core = core(R);
        List<String> codes = core.codes.mint(3);
        core.clock.advance(R.codeLifetime().minusMillis(1));
        core.enrolment.register(codes.get(0), Optional.empty(), Consents.NONE);
        core.clock.advance(Duration.ofMillis(1));
        assertRefused(
                () -> core.enrolment.register(codes.get(1), Optional.empty(), Consents.NONE),
                Refusal.Code.UNAUTHENTICATED);
        assertThat(core.viewerStore.codes()).isEqualTo(2);
        core.retention.run();
        assertThat(core.viewerStore.codes()).isZero();
        assertThat(core.codes.open()).isZero();
    }

    @Test
    void codes_moreThanMayBeOpen_areRefused_untilSomeAreUsedOrExpire() {
        CoreFixture core =
                core(new RegistrySettings(R.maxViewers(), R.tokenLifetime(), R.renewalGrace(), R.codeLifetime(), 5));
        List<String> codes = core.codes.mint(4);
        assertRefused(() -> core.codes.mint(2), Refusal.Code.TOO_LARGE);
        assertThat(core.viewerStore.codes()).isEqualTo(4);
        core.enrolment.register(codes.getFirst(), Optional.empty(), Consents.NONE);
        assertThat(core.codes.mint(2)).hasSize(2);
        assertRefused(() -> core.codes.mint(1), Refusal.Code.TOO_LARGE);
        core.clock.advance(R.codeLifetime());
        core.retention.run();
        assertThat(core.codes.mint(5)).hasSize(5);
    }

    @Test
    void codes_expiredByTheThousand_areDeletedInBoundedSteps() {
        AtomicInteger largest = new AtomicInteger();
        InMemoryViewerStore store = new InMemoryViewerStore() {
            @Override
            public synchronized int forgetCodes(Instant upTo, int most) {
                int deleted = super.forgetCodes(upTo, most);
                largest.accumulateAndGet(deleted, Math::max);
                return deleted;
            }
        };
        CoreFixture core = core(store, s -> s);
        core.codes.mint(Retention.ROWS + 1_500);
        core.clock.advance(R.codeLifetime());
        core.retention.run();
        assertThat(store.codes()).isEqualTo(1_500);
        core.retention.run();
        assertThat(store.codes()).isZero();
        assertThat(largest).hasValue(1_000);
    }

    // Rows, memory and accounts of removed viewers stayed for ever.
    @Test
    void removedViewer_whenItsTokensAreOver_leavesRowMemoryAndAccount_butNotTheSums() {
        CoreFixture core = core(R);
        Registration gone = core.register();
        Registration stays = core.register();
        core.push(core.session(gone), Samples.pattern(1), Samples.pattern(2));
        core.push(core.session(stays), Samples.pattern(1));
        core.registry.revoke(gone.viewerId());
        core.rounds.runNow(true);
        Accounting.Report before = core.accounting.total();
        core.clock.advance(R.tombstoneLifetime().minusMillis(1));
        core.retention.run();
        assertThat(core.registry.status(gone.viewerId())).isPresent();

        core.clock.advance(Duration.ofMillis(1));
        core.retention.run();
        assertThat(core.registry.status(gone.viewerId())).isEmpty();
        assertThat(core.viewers.isKnown(gone.viewerId())).isFalse();
        assertThat(core.viewers.removed()).isZero();
        assertThat(core.ledger.committedThrough(gone.viewerId())).isZero();
        assertThat(core.accounting.total()).isEqualTo(before);
        assertRefused(() -> core.verifier.verify(gone.token()), Refusal.Code.UNAUTHENTICATED);
        assertThat(core.ledger.committedThrough(stays.viewerId())).isEqualTo(1);
    }

    // An account that goes while the log still tells of its viewer comes back at a restart, and is counted twice.
    @Test
    void removedViewer_ofWhomTheLogStillTells_staysUntilTheEpochEnds() {
        CoreFixture core = core(R);
        Registration gone = core.register();
        core.push(core.session(gone), Samples.pattern(1), Samples.pattern(2));
        core.registry.revoke(gone.viewerId());
        core.clock.advance(R.tombstoneLifetime());
        core.retention.run();
        Accounting.Report before = core.accounting.total();
        assertThat(before.acknowledged()).isEqualTo(2);
        assertThat(core.ledger.committedThrough(gone.viewerId())).isEqualTo(2);
        CoreFixture again = core.killAndRestart();
        again.retention.run();
        assertThat(again.accounting.total()).isEqualTo(before);
        again.rounds.runNow(true);
        again.retention.run();
        assertThat(again.ledger.committedThrough(gone.viewerId())).isZero();
        assertThat(again.accounting.total()).isEqualTo(before);
        CoreFixture third = again.killAndRestart();
        third.retention.run();
        assertThat(third.accounting.total()).isEqualTo(before);
    }

    @Test
    void removedViewers_moreThanMaxViewers_theLongestGoneLeave() {
        CoreFixture core = core(new RegistrySettings(2, DAY, DAY));
        List<Registration> all = java.util.stream.IntStream.range(0, 5)
                .mapToObj(i -> {
                    Registration r = core.register();
                    core.clock.advance(Duration.ofSeconds(1));
                    core.registry.revoke(r.viewerId());
                    return r;
                })
                .toList();
        core.retention.run();
        assertThat(core.viewerStore.page(0, 10_000))
                .extracting(ViewerStore.ViewerRow::id)
                .containsExactly(all.get(3).viewerId(), all.get(4).viewerId());
        assertThat(core.viewers.removed()).isEqualTo(2);
    }

    @Test
    void decisions_ofOldRounds_areDeleted_theirLinesStay() {
        CoreFixture core = core(
                new InMemoryViewerStore(),
                s -> with(s, R, new BankSettings(500, BankSettings.DEFAULTS.bytesPerSecond(), 3, 1_000)));
        // A round decides about groups that somebody joined: the first one has three members, then it grows.
        for (int i = 1; i <= 7; i++) {
            core.push(core.session(core.register()), Samples.pattern(1, Samples.near(1, i), .9));
            if (i >= 3) {
                core.rounds.runNow(false);
            }
        }
        core.retention.run();
        List<RoundRecord> rounds = core.bankStore.rounds(10, RoundRecord.MAX_DECISIONS);
        assertThat(rounds).hasSize(5);
        assertThat(rounds.subList(0, 3))
                .allSatisfy(r -> assertThat(r.decisions()).isNotEmpty());
        assertThat(rounds.subList(3, 5))
                .allSatisfy(r -> assertThat(r.decisions()).isEmpty());
    }

    @Test
    void blobs_afterManyRounds_areThoseOfTheNewest() {
        CoreFixture core = core(R);
        Registration one = core.register();
        for (int i = 1; i <= 6; i++) {
            core.push(core.session(one), Samples.pattern(i));
            core.rounds.runNow(i % 2 == 0);
        }
        assertThat(((InMemoryBlobStore) core.blobs).names())
                .isEqualTo(core.bankStore.head().blobs());
    }

    @Test
    void scrub_onlyAfterSomethingWasCleared_andOnceInAnHour() {
        AtomicInteger scrubs = new AtomicInteger();
        CoreFixture core = core(
                new InMemoryViewerStore() {
                    @Override
                    public void scrub() {
                        scrubs.incrementAndGet();
                    }
                },
                s -> s);
        core.retention.run();
        assertThat(scrubs).as("nobody knows at start").hasValue(1);
        core.clock.advance(DAY);
        core.retention.run();
        assertThat(scrubs).hasValue(1);
        core.registry.changeConsents(core.register().viewerId(), Consents.NONE);
        core.retention.run();
        assertThat(scrubs).hasValue(2);
        core.registry.revoke(core.register().viewerId());
        core.retention.run();
        assertThat(scrubs).hasValue(2);
        core.clock.advance(Duration.ofHours(1));
        core.retention.run();
        assertThat(scrubs).hasValue(3);
    }

    @Test
    void run_whenOneStepFails_takesTheOthers() {
        CoreFixture core = core(
                new InMemoryViewerStore() {
                    @Override
                    public synchronized int forgetCodes(Instant upTo, int most) {
                        throw new IllegalStateException("the database is away");
                    }
                },
                s -> s);
        Registration gone = core.register();
        core.registry.revoke(gone.viewerId());
        core.clock.advance(R.tombstoneLifetime());
        core.retention.run();
        assertThat(core.registry.status(gone.viewerId())).isEmpty();
    }
}
